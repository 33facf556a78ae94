import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import type { Llama } from "../../model/llama.ts";
import type { Objective } from "../objective/objective.ts";
import { BatchStream } from "../packing/batch-stream.ts";
import { warmupCosineSchedule } from "../schedules/schedules.ts";
import vectors from "./__vectors__/training.json";
import { train } from "./train.ts";

/** The weights that the script computes: entry i of the n-th parameter by name. */
function setWaves(model: Llama): void {
  [...model.weights.keys()].toSorted().forEach((name, number) => {
    const weight = model.weights.get(name)!;
    const waves = Array.from({ length: weight.size }, (_, i) => Math.sin(1.3 * i + number));
    const values = weight.rank === 1 ? waves.map((wave) => 1 + 0.1 * wave) : waves.map((wave) => 0.3 * wave);
    weight.assign(tf.tensor(values, weight.shape));
  });
}

const weightedMean: Objective = ({ embedding, labelled }) => {
  const { hidden, targets, weights } = labelled();
  const logits = tf.matMul(hidden, embedding, false, true);
  const chosen = tf.cast(tf.oneHot(targets, embedding.shape[0]), "float32");
  const losses = tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), chosen), 1));
  return { loss: tf.div(tf.sum(tf.mul(losses, weights)), tf.sum(weights)) };
};

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("train", () => {
  it("parity: packed documents give the losses, gradient norms and weights of transformers and PyTorch", async () => {
    const model = createLlama(llamaConfig("tiny", vectors.config));
    setWaves(model);
    // The documents take 5, 2 and 6 positions: all of them in the two rows of every batch
    const batches = new BatchStream({ documents: vectors.documents, rows: 2, time: 7 });
    const { steps, warmup, learningRate, clip, weightDecay } = vectors;
    const { training } = await train({
      model,
      batches,
      objective: weightedMean,
      steps,
      learningRate,
      clip,
      schedule: warmupCosineSchedule({ warmup }),
      optimizer: { weightDecay },
      reportEvery: 1,
    });
    training.forEach(({ loss, gradientNorm }, step) => {
      expect(Math.abs(loss - vectors.losses[step]!)).toBeLessThan(1e-5);
      expect(Math.abs(gradientNorm - vectors.gradientNorms[step]!)).toBeLessThan(1e-4);
    });
    const embedding = model.embedding.dataSync();
    const differences = vectors.embedding.map((value, i) => Math.abs(value - embedding[i]!));
    expect(training.length).toBe(steps);
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  });
});

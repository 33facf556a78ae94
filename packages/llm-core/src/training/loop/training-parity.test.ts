import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import { setWaves } from "../fixtures/set-waves.ts";
import { weightedMean } from "../fixtures/weighted-mean.ts";
import { registerGradients } from "../gradients/register-gradients.ts";
import { evaluateObjective } from "../objective/evaluate-objective.ts";
import { BatchStream } from "../packing/batch-stream.ts";
import { warmupCosineSchedule } from "../schedules/schedules.ts";
import vectors from "./__vectors__/training.json";
import { train } from "./train.ts";

function makeModel() {
  const model = createLlama(llamaConfig("tiny", vectors.config));
  setWaves(model.weights, 0.3);
  return model;
}

// The documents take 5, 2 and 6 positions: all of them in the two rows of every batch
const makeStream = () => new BatchStream({ documents: vectors.documents, rows: 2, time: 7 });

beforeAll(async () => {
  await tf.setBackend("cpu");
  registerGradients();
});

describe.each([
  ["plain", false],
  ["checkpointed", true],
])("train, %s", (_name, gradientCheckpointing) => {
  it("parity: the gradients of every weight are PyTorch's", async () => {
    const model = makeModel();
    const batch = await makeStream().next();
    const { grads } = tf.variableGrads(
      () => evaluateObjective(model, batch, weightedMean, { gradientCheckpointing }).loss,
      [...model.weights.values()],
    );
    const expected: Record<string, number[]> = vectors.firstGradients;
    expect(model.weights.size).toBe(Object.keys(expected).length);
    for (const [name, variable] of model.weights) {
      const largest = Math.max(...expected[name]!.map(Math.abs));
      const differences = [...grads[variable.name]!.dataSync()].map((g, i) =>
        Math.abs(g - expected[name]![i]!),
      );
      expect(Math.max(...differences) / largest, name).toBeLessThan(1e-4);
    }
  });

  it("parity: packed documents give the losses, gradient norms and weights of transformers and PyTorch", async () => {
    const model = makeModel();
    const { steps, warmup, learningRate, clip, weightDecay } = vectors;
    const { training } = await train({
      model,
      batches: makeStream(),
      objective: weightedMean,
      gradientCheckpointing,
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

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { copyOfCheckpoint } from "../fixtures/copy-of-checkpoint.ts";
import { useBackend } from "../../backend/use-backend.ts";
import { addLora } from "../../lora/add-lora.ts";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import { LlamaInputError } from "../../model/llama-errors.ts";
import type { Llama } from "../../model/llama.ts";
import type { ComputeType } from "../../model/compute-type.ts";
import { isNativeSetUp } from "../../node/native/fixtures/is-native-set-up.ts";
import type { Objective } from "../objective/objective.ts";
import { BatchStream } from "../packing/batch-stream.ts";
import { packDocuments } from "../packing/pack-documents.ts";
import { trainedWeights } from "../trainable/trained-weights.ts";
import { differentiate } from "./differentiate.ts";
import { train } from "./train.ts";
import type { TrainOptions } from "./train-options.ts";
import type { TrainingCheckpoint } from "./training-progress.ts";
import { validate } from "./validate.ts";

const isSetUp = isNativeSetUp();

const config = llamaConfig("tiny", {
  vocabSize: 40,
  hiddenSize: 64,
  intermediateSize: 96,
  numLayers: 2,
  numHeads: 4,
  numKeyValueHeads: 2,
  headDim: 16,
  initializerRange: 0.1,
});

/** Counting upwards from some number, modulo 40. */
const documents = Array.from({ length: 40 }, (_, start) => ({
  ids: Array.from({ length: 12 }, (_unused, place) => (start + place) % 40),
  weights: Array.from({ length: 12 }, () => 1),
}));
const { batches } = packDocuments({ documents: documents.slice(0, 8), rows: 4, time: 24 });

const nextToken: Objective = ({ embedding, labelled, matMul }) => {
  const { hidden, targets } = labelled();
  const chosen = tf.cast(tf.oneHot(targets, embedding.shape[0]), "float32");
  const logits = matMul(hidden, embedding, false, true);
  return { loss: tf.neg(tf.mean<tf.Scalar>(tf.sum(tf.mul(tf.logSoftmax(logits), chosen), 1))) };
};

const makeModel = () => createLlama(config, { seed: 1 });

function makeLoraModel(): Llama {
  const model = makeModel();
  const adapter = addLora(model, { rank: 4, targets: ["q_proj", "v_proj", "up_proj", "down_proj"] });
  for (const [name, weight] of adapter.weights)
    if (name.endsWith("lora_B.weight")) weight.assign(tf.randomNormal(weight.shape, 0, 0.1, "float32", 5));
  return model;
}

/** ‖a − b‖ / ‖b‖ */
function relativeDistance(a: tf.Tensor, b: tf.Tensor): number {
  return tf.tidy(() => tf.div(tf.norm(tf.sub(a, b)), tf.norm(b)).dataSync()[0]!);
}

function gradientsOf(model: Llama, computeType: ComputeType, gradientCheckpointing = false) {
  const trained = trainedWeights(model);
  const options = { model, trained, batch: batches[0]!, objective: nextToken };
  return differentiate({ ...options, computeType, gradientCheckpointing });
}

const trainOn = (model: Llama, changes: Partial<TrainOptions> = {}) =>
  train({
    model,
    batches: new BatchStream({ documents, rows: 4, time: 24, seed: 3 }),
    objective: nextToken,
    steps: 40,
    learningRate: 5e-3,
    reportEvery: 1,
    ...changes,
  });

const numbersOf = (model: Llama) =>
  [...model.parameters].map(([name, weight]) => [name, [...weight.dataSync()]]);

describe("computeType", () => {
  it("unit: a backend without bfloat16 and an unknown type are refused by name, before anything is done", async () => {
    await tf.setBackend("cpu");
    const model = makeModel();
    await expect(trainOn(model, { computeType: "bfloat16" })).rejects.toThrow(LlamaInputError);
    await expect(trainOn(model, { computeType: "bfloat16" })).rejects.toMatchObject({
      input: "computeType",
      got: '"bfloat16" on cpu',
    });
    await expect(trainOn(model, { computeType: "float16" as "bfloat16" })).rejects.toThrow('"float16"');
    await expect(validate({ model, batches, objective: nextToken, computeType: "bfloat16" })).rejects.toThrow(
      LlamaInputError,
    );
    expect(() => model.forward(tf.zeros([1, 2], "int32"), { computeType: "bfloat16" })).toThrow(
      LlamaInputError,
    );
    model.dispose();
  });
});

describe.skipIf(!isSetUp)("computeType bfloat16 on native TensorFlow", () => {
  it("relation: hidden states are float32's but for bfloat16's rounding, and not float32's", async () => {
    await useBackend("tensorflow");
    const model = makeModel();
    const ids = tf.tensor2d(batches[0]!.ids, [4, 24], "int32");
    const exact = model.forward(ids);
    const rounded = model.forward(ids, { computeType: "bfloat16" });
    expect(rounded.dtype).toBe("float32");
    const distance = relativeDistance(rounded, exact);
    expect(distance).toBeLessThan(0.01);
    expect(distance).toBeGreaterThan(1e-4);
    tf.dispose([ids, exact, rounded]);
    model.dispose();
  });

  it.each([
    ["all weights", makeModel, false],
    ["all weights, checkpointed", makeModel, true],
    ["an adapter", makeLoraModel, false],
    ["an adapter, checkpointed", makeLoraModel, true],
  ] as const)(
    "relation: gradients of %s are float32's but for rounding",
    async (_which, make, checkpointed) => {
      await useBackend("tensorflow");
      const model = make();
      const exact = gradientsOf(model, "float32");
      const before = tf.memory().numTensors;
      const rounded = gradientsOf(model, "bfloat16", checkpointed);
      expect(relativeDistance(rounded.loss, exact.loss)).toBeLessThan(1e-3);
      expect([...rounded.gradients.keys()]).toEqual([...exact.gradients.keys()]);
      const distances = [...rounded.gradients].map(([name, gradient]) =>
        relativeDistance(gradient, exact.gradients.get(name)!),
      );
      expect(Math.max(...distances)).toBeLessThan(0.02);
      expect(Math.min(...distances)).toBeGreaterThan(1e-4);
      tf.dispose([rounded.loss, ...rounded.gradients.values()]);
      expect(tf.memory().numTensors).toBe(before);
      tf.dispose([exact.loss, ...exact.gradients.values()]);
      model.dispose();
    },
  );

  it("relation: checkpointed and plain gradients are the same", async () => {
    await useBackend("tensorflow");
    const model = makeLoraModel();
    const plain = gradientsOf(model, "bfloat16");
    const checkpointed = gradientsOf(model, "bfloat16", true);
    for (const [name, gradient] of plain.gradients)
      expect(relativeDistance(checkpointed.gradients.get(name)!, gradient), name).toBeLessThan(1e-6);
    tf.dispose([plain.loss, checkpointed.loss, ...plain.gradients.values()]);
    tf.dispose([...checkpointed.gradients.values()]);
    model.dispose();
  });

  it("relation: the loss falls as in float32, and no tensor is left", async () => {
    await useBackend("tensorflow");
    const curves: number[][] = [];
    for (const computeType of ["float32", "bfloat16"] as const) {
      const model = makeModel();
      const before = tf.memory().numTensors;
      const { training } = await trainOn(model, { computeType, validate: { every: 20, batches } });
      expect(tf.memory().numTensors).toBe(before);
      curves.push(training.map(({ loss }) => loss));
      model.dispose();
    }
    const [exact, rounded] = curves as [number[], number[]];
    expect(exact.at(-1)!).toBeLessThan(0.5 * exact[0]!);
    for (const [step, loss] of exact.entries())
      expect(Math.abs(rounded[step]! - loss)).toBeLessThan(0.05 * exact[0]!);
  });

  it("relation: N updates, a checkpoint and N more give the weights of 2N, bit by bit", async () => {
    await useBackend("tensorflow");
    const changes = { steps: 6, computeType: "bfloat16", gradientCheckpointing: true } as const;
    const whole = makeModel();
    await trainOn(whole, changes);
    const saved: TrainingCheckpoint[] = [];
    const controller = new AbortController();
    const first = makeModel();
    await trainOn(first, {
      ...changes,
      checkpoint: {
        every: 3,
        save: (checkpoint) => {
          saved.push(copyOfCheckpoint(checkpoint));
          controller.abort();
        },
      },
      signal: controller.signal,
    });
    const resumed = makeModel();
    await trainOn(resumed, { ...changes, resume: saved[0]! });
    expect(numbersOf(resumed)).toEqual(numbersOf(whole));
    for (const model of [whole, first, resumed]) model.dispose();
  });
});

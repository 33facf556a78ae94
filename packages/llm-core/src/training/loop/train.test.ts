import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { copyOfCheckpoint } from "../fixtures/copy-of-checkpoint.ts";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import type { Llama } from "../../model/llama.ts";
import type { Objective } from "../objective/objective.ts";
import { BatchStream } from "../packing/batch-stream.ts";
import { packDocuments } from "../packing/pack-documents.ts";
import { constantSchedule } from "../schedules/schedules.ts";
import { train } from "./train.ts";
import type { TrainOptions, TrainProgress } from "./train-options.ts";
import { CheckpointMismatchError, NonFiniteLossError, TrainingOptionError } from "./training-errors.ts";
import type { TrainingCheckpoint } from "./training-progress.ts";

const config = llamaConfig("tiny", {
  vocabSize: 12,
  hiddenSize: 8,
  intermediateSize: 12,
  numLayers: 2,
  numHeads: 2,
  numKeyValueHeads: 1,
  headDim: 4,
  maxPositions: 16,
  initializerRange: 0.2,
});

/** Counting upwards from some number, modulo 10: the next id is the last plus one. */
const documents = Array.from({ length: 10 }, (_, start) => ({
  ids: Array.from({ length: 4 + (start % 3) }, (_unused, i) => (start + i) % 10),
  weights: Array.from({ length: 4 + (start % 3) }, (_unused, i) => (i === 0 ? 0 : 1)),
}));

const meanCrossEntropy: Objective = ({ embedding, labelled }) => {
  const { hidden, targets } = labelled();
  const chosen = tf.cast(tf.oneHot(targets, embedding.shape[0]), "float32");
  const logLikelihoods = tf.sum(tf.mul(tf.logSoftmax(tf.matMul(hidden, embedding, false, true)), chosen), 1);
  const loss = tf.neg(tf.mean<tf.Scalar>(logLikelihoods));
  return { loss, metrics: { perplexity: tf.exp(loss) } };
};

const makeStream = () => new BatchStream({ documents, rows: 2, time: 8, seed: 3 });
const makeModel = (seed = 1) => createLlama(config, { seed });

function makeOptions(changes: Partial<TrainOptions> & { model: Llama }): TrainOptions {
  return {
    batches: makeStream(),
    objective: meanCrossEntropy,
    steps: 6,
    reportEvery: 1,
    learningRate: 0.02,
    ...changes,
  };
}

const weightsOf = (model: Llama) =>
  [...model.weights].map(([name, weight]) => [name, [...weight.dataSync()]]);

const valuesOf = (tensors: Record<string, tf.Tensor>) =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, [...tensor.dataSync()]]));

const notANumber: Objective = (input) => ({ loss: tf.div(tf.mul(meanCrossEntropy(input).loss, 0), 0) });

const trainWith = (changes: Partial<TrainOptions>) => train(makeOptions({ model: makeModel(), ...changes }));

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("train", () => {
  it("unit: learns to count, and says so in its curves", async () => {
    const model = makeModel();
    const heard: TrainProgress[] = [];
    const { batches } = packDocuments({ documents, rows: 4, time: 8 });
    const result = await train(
      makeOptions({
        model,
        steps: 120,
        reportEvery: 40,
        validate: { every: 60, batches },
        onProgress: (progress) => heard.push(progress),
      }),
    );
    expect(result.stopped).toBe("steps");
    expect(heard.map(({ step }) => step)).toEqual([1, 40, 80, 120]);
    expect(result.training[0]!.loss).toBeGreaterThan(2);
    expect(result.validation.map(({ step }) => step)).toEqual([60, 120]);
    expect(result.best!.loss).toBeLessThan(0.4);
    expect(result.best!.metrics.perplexity).toBeCloseTo(Math.exp(result.best!.loss), 1);
    expect(result.tokens).toBe(heard.at(-1)!.tokens);
  });

  it("unit: counts real tokens, not the rows' padding", async () => {
    const { batches } = packDocuments({ documents: documents.slice(0, 1), rows: 4, time: 8 });
    const [batch] = batches;
    const position = { epoch: 0, row: 0, seed: 0, time: 8 };
    const source = { position, seek: () => {}, next: () => batch! };
    const result = await train(makeOptions({ model: makeModel(), batches: source, steps: 3 }));
    expect(batch!.realTokens).toBe(documents[0]!.ids.length - 1);
    expect(result.tokens).toBe(3 * batch!.realTokens);
    expect(result.tokensPerSecond * result.seconds).toBeCloseTo(result.tokens, 0);
  });

  it("relation: N updates, a checkpoint and N more give the weights of 2N", async () => {
    const ends: TrainingCheckpoint[] = [];
    const keepEnd = {
      every: 100,
      save: (end: TrainingCheckpoint) => void ends.push(copyOfCheckpoint(end)),
    };
    const whole = makeModel();
    const uninterrupted = await train(makeOptions({ model: whole, checkpoint: keepEnd }));

    const saved: TrainingCheckpoint[] = [];
    const controller = new AbortController();
    await train(
      makeOptions({
        model: makeModel(),
        checkpoint: { every: 100, save: (checkpoint) => void saved.push(copyOfCheckpoint(checkpoint)) },
        onProgress: ({ step }) => step === 3 && controller.abort(),
        signal: controller.signal,
      }),
    );
    expect(saved.map(({ progress }) => progress.step)).toEqual([3]);
    const resume = { ...saved[0]!, progress: JSON.parse(JSON.stringify(saved[0]!.progress)) };
    const model = makeModel(99);
    const resumed = await train(makeOptions({ model, resume, checkpoint: keepEnd }));

    const [end, resumedEnd] = ends as [TrainingCheckpoint, TrainingCheckpoint];
    expect(valuesOf(resumedEnd.optimizer.moments)).toEqual(valuesOf(end.optimizer.moments));
    expect(resumedEnd.optimizer.steps).toEqual(end.optimizer.steps);
    expect(resumedEnd.progress.data).toEqual(end.progress.data);
    expect(weightsOf(model)).toEqual(weightsOf(whole));
    expect(resumed.training.map(({ loss }) => loss)).toEqual(uninterrupted.training.map(({ loss }) => loss));
    expect(resumed.tokens).toBe(uninterrupted.tokens);
  });

  it("relation: two accumulated batches of equal weight are one batch of both", async () => {
    const equal = documents.filter(({ ids }) => ids.length === 5);
    const stream = (rows: number) => new BatchStream({ documents: equal, rows, time: 4, seed: 1 });
    const accumulated = makeModel();
    const together = makeModel();
    const schedule = constantSchedule();
    await train(
      makeOptions({ model: accumulated, batches: stream(1), gradientAccumulation: 2, schedule, steps: 2 }),
    );
    await train(makeOptions({ model: together, batches: stream(2), schedule, steps: 2 }));
    for (const [name, weight] of accumulated.weights) {
      const difference = tf.max(tf.abs(tf.sub(weight, together.weights.get(name)!))).arraySync() as number;
      expect(difference).toBeLessThan(1e-4);
    }
  });

  it("unit: trains only what it is told to", async () => {
    const model = makeModel();
    const before = new Map(weightsOf(model) as [string, number[]][]);
    await train(makeOptions({ model, trainable: (name) => name === "model.embed_tokens.weight", steps: 3 }));
    const changed = weightsOf(model).filter(
      ([name, values]) => String(before.get(name as string)) !== String(values),
    );
    expect(changed.map(([name]) => name)).toEqual(["model.embed_tokens.weight"]);
  });

  it("unit: a time budget ends the run and drives the schedule to its end", async () => {
    let milliseconds = 0;
    const rates: number[] = [];
    const result = await train(
      makeOptions({
        model: makeModel(),
        steps: 1000,
        seconds: 1,
        schedule: (step, steps) => {
          rates.push(step / steps);
          return 1 - step / steps;
        },
        now: () => (milliseconds += 10),
      }),
    );
    expect(result.stopped).toBe("seconds");
    expect(result.step).toBeLessThan(100);
    expect(rates.at(-1)).toBeGreaterThan(0.9);
  });

  it("unit: stops when validation no longer improves, and hands out the best weights", async () => {
    const model = makeModel();
    const best: number[] = [];
    const { batches } = packDocuments({ documents, rows: 4, time: 8 });
    const result = await train(
      makeOptions({
        model,
        steps: 50,
        learningRate: 1e-30, // nothing changes, so the first validation stays the best
        validate: {
          every: 2,
          batches,
          patience: 2,
          onBest: ({ progress }) => void best.push(progress.step),
        },
      }),
    );
    expect(result.stopped).toBe("patience");
    expect(result.step).toBe(6);
    expect(best).toEqual([2]);
  });

  it("unit: a loss that is no number stops the run before it reaches a checkpoint", async () => {
    const saved: number[] = [];
    const run = train(
      makeOptions({
        model: makeModel(),
        objective: notANumber,
        reportEvery: 5,
        checkpoint: { every: 1, save: ({ progress }) => void saved.push(progress.step) },
      }),
    );
    await expect(run).rejects.toBeInstanceOf(NonFiniteLossError);
    expect(saved).toEqual([]);
  });

  it("unit: options that make no sense are refused by name", async () => {
    await expect(trainWith({ steps: 0 })).rejects.toMatchObject({
      name: "TrainingOptionError",
      option: "steps",
    });
    await expect(trainWith({ clip: 0 })).rejects.toMatchObject({ option: "clip" });
    await expect(trainWith({ learningRate: Number.NaN })).rejects.toMatchObject({ option: "learningRate" });
    await expect(trainWith({ validate: { every: 1, batches: [] } })).rejects.toMatchObject({
      option: "validate.batches.length",
    });
    await expect(trainWith({ trainable: () => false })).rejects.toBeInstanceOf(TrainingOptionError);
  });

  it("unit: a checkpoint of another model is refused before anything changes", async () => {
    const other = createLlama({ ...config, numLayers: 1 }, { seed: 1 });
    const model = makeModel();
    const before = weightsOf(model);
    const resume: TrainingCheckpoint = {
      weights: Object.fromEntries(other.weights),
      optimizer: { steps: {}, moments: {} },
      progress: { step: 1, tokens: 1, seconds: 1, data: makeStream().position, training: [], validation: [] },
    };
    await expect(train(makeOptions({ model, resume }))).rejects.toBeInstanceOf(CheckpointMismatchError);
    expect(weightsOf(model)).toEqual(before);
  });

  it("unit: leaves no tensors behind", async () => {
    const model = makeModel();
    const { batches } = packDocuments({ documents, rows: 4, time: 8 });
    const run = () =>
      train(
        makeOptions({
          model,
          gradientAccumulation: 2,
          steps: 3,
          reportEvery: 2,
          validate: { every: 2, batches },
        }),
      );
    const before = tf.memory().numTensors;
    await run();
    expect(tf.memory().numTensors).toBe(before);
  });
});

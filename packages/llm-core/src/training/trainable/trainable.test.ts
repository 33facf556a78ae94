import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { addLora } from "../../lora/add-lora.ts";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import type { Llama } from "../../model/llama.ts";
import { copyOfCheckpoint } from "../fixtures/copy-of-checkpoint.ts";
import { weightedMean } from "../fixtures/weighted-mean.ts";
import { restoreWeights } from "../loop/restore-checkpoint.ts";
import { train } from "../loop/train.ts";
import type { TrainOptions } from "../loop/train-options.ts";
import type { TrainingCheckpoint } from "../loop/training-progress.ts";
import { BatchStream } from "../packing/batch-stream.ts";
import { newRows } from "./trainable.ts";

const [vocabSize, firstId, width] = [12, 9, 8];

function makeModel(options: { tieWordEmbeddings: boolean; lora?: boolean }): Llama {
  const { tieWordEmbeddings, lora = false } = options;
  const sizes = { vocabSize, hiddenSize: width, intermediateSize: 12, numLayers: 1, initializerRange: 0.2 };
  const heads = { numHeads: 2, numKeyValueHeads: 1, headDim: 4 };
  const model = createLlama(llamaConfig("tiny", { ...sizes, ...heads, tieWordEmbeddings }), { seed: 1 });
  if (lora) addLora(model, { rank: 2 });
  return model;
}

const documents = Array.from({ length: 6 }, (_, start) => ({
  ids: [start, 9 + (start % 3), start + 1, 9 + ((start + 1) % 3)],
  weights: [0, 1, 1, 1],
}));

const trainRows = (model: Llama, changes: Partial<TrainOptions> = {}) =>
  train({
    model,
    batches: new BatchStream({ documents, rows: 2, time: 6 }),
    objective: weightedMean,
    trainable: newRows(firstId),
    steps: 4,
    learningRate: 0.05,
    optimizer: { weightDecay: 0.5 },
    ...changes,
  });

async function normOf(trainable: TrainOptions["trainable"]): Promise<number> {
  const { training } = await trainRows(makeModel({ tieWordEmbeddings: true }), { steps: 1, trainable });
  return training[0]!.gradientNorm;
}

const numbersOf = (tensors: ReadonlyMap<string, tf.Tensor>) =>
  Object.fromEntries([...tensors].map(([name, tensor]) => [name, [...tensor.dataSync()]]));

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("newRows", () => {
  it.each([true, false])("unit: moves new rows and nothing else (tied: %s)", async (tieWordEmbeddings) => {
    const model = makeModel({ tieWordEmbeddings });
    const before = numbersOf(model.weights);
    let saved: TrainingCheckpoint | undefined;
    let shapes: Record<string, number[]> = {};
    await trainRows(model, {
      checkpoint: {
        every: 100,
        save: (checkpoint) => {
          saved = checkpoint;
          shapes = Object.fromEntries(
            Object.entries(checkpoint.optimizer.moments).map(([name, { shape }]) => [name, shape]),
          );
        },
      },
    });
    const trained = ["model.embed_tokens.weight", ...(tieWordEmbeddings ? [] : ["lm_head.weight"])];
    for (const [name, numbers] of Object.entries(numbersOf(model.weights))) {
      const frozen = trained.includes(name) ? firstId * width : numbers.length;
      expect(numbers.slice(0, frozen), name).toEqual(before[name]!.slice(0, frozen));
      for (const [place, number] of numbers.slice(frozen).entries())
        expect(number).not.toBe(before[name]![frozen + place]);
    }
    expect(Object.keys(saved!.weights)).toEqual(trained);
    expect(new Set(Object.values(shapes).map(String))).toEqual(new Set([`${vocabSize - firstId},${width}`]));
    expect(Object.keys(shapes)).toHaveLength(2 * trained.length);
  });

  it("unit: the gradient's norm is of what is trained", async () => {
    const ofRows = await normOf(newRows(firstId));
    expect(ofRows).toBeGreaterThan(0);
    expect(ofRows).toBeLessThan(await normOf((name) => name === "model.embed_tokens.weight"));
  });

  it("relation: with an adapter, N updates, a checkpoint and N more give the weights of 2N", async () => {
    const options = { tieWordEmbeddings: true, lora: true };
    const whole = makeModel(options);
    await trainRows(whole);

    const saved: TrainingCheckpoint[] = [];
    const controller = new AbortController();
    await trainRows(makeModel(options), {
      reportEvery: 1,
      checkpoint: {
        every: 2,
        save: (checkpoint) => void saved.push(copyOfCheckpoint(checkpoint)),
      },
      onProgress: ({ step }) => step === 2 && controller.abort(),
      signal: controller.signal,
    });
    const model = makeModel(options);
    await trainRows(model, { resume: saved[0]! });
    expect(numbersOf(model.parameters)).toEqual(numbersOf(whole.parameters));

    const other = makeModel(options);
    restoreWeights(other, saved[0]!);
    expect(numbersOf(other.parameters)).toMatchObject(numbersOf(new Map(Object.entries(saved[0]!.weights))));
    // Another set of trained weights is another run
    await expect(
      trainRows(makeModel(options), { resume: saved[0]!, trainable: () => true }),
    ).rejects.toMatchObject({
      name: "CheckpointMismatchError",
    });
    await expect(trainRows(makeModel(options), { resume: saved[0]!, trainable: newRows(8) })).rejects.toThrow(
      /embed_tokens/,
    );
    expect(() => restoreWeights(makeModel({ tieWordEmbeddings: true }), saved[0]!)).toThrow(/lora_A/);
  });

  it("unit: rows that are not there are refused", async () => {
    const model = makeModel({ tieWordEmbeddings: true });
    await expect(trainRows(model, { trainable: newRows(vocabSize) })).rejects.toMatchObject({
      name: "TrainingOptionError",
      option: 'trainable("model.embed_tokens.weight").fromRow',
    });
  });

  it("unit: leaves no tensors behind", async () => {
    const model = makeModel({ tieWordEmbeddings: true, lora: true });
    const before = tf.memory().numTensors;
    await trainRows(model, { gradientAccumulation: 2, gradientCheckpointing: true });
    expect(tf.memory().numTensors).toBe(before);
  });
});

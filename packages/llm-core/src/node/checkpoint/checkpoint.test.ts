import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import { train } from "../../training/loop/train.ts";
import type { TrainingCheckpoint } from "../../training/loop/training-progress.ts";
import { BatchStream } from "../../training/packing/batch-stream.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { loadCheckpoint } from "./load-checkpoint.ts";
import { saveCheckpoint } from "./save-checkpoint.ts";

let folder: string;

beforeAll(async () => {
  await tf.setBackend("cpu");
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "checkpoint-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function makeCheckpoint(step: number): TrainingCheckpoint {
  const point = { step, tokens: 10 * step, seconds: 0.25, loss: 1 / 3, metrics: { playlist: Number.NaN } };
  return {
    weights: {
      "model.norm.weight": tf.tensor1d([step, -0, 1e-38]),
      "lm_head.weight": tf.tensor2d([[0.1, 0.2]]),
    },
    optimizer: {
      steps: { "model.norm.weight": step },
      moments: { "first.model.norm.weight": tf.tensor1d([1, 2, 3 + step]) },
    },
    progress: {
      step,
      tokens: 10 * step,
      seconds: 0.25,
      data: { epoch: 1, row: 2, seed: 3, time: 4 },
      training: [{ ...point, learningRate: 1e-3, gradientNorm: 2 }],
      validation: [point],
      best: point,
    },
  };
}

const plain = (tensors: Record<string, tf.Tensor>) =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, [tensor.shape, ...tensor.dataSync()]]),
  );

const stepOf = async () => (await loadCheckpoint(folder))?.checkpoint.progress.step;

describe("saveCheckpoint and loadCheckpoint", () => {
  it("relation: what is loaded is what was saved", async () => {
    const saved = makeCheckpoint(7);
    const path = await saveCheckpoint(folder, saved);
    const loaded = (await loadCheckpoint(folder))!;
    expect(loaded.folder).toBe(path);
    expect(loaded.skipped).toEqual([]);
    expect(plain(loaded.checkpoint.weights)).toEqual(plain(saved.weights));
    expect(plain(loaded.checkpoint.optimizer.moments)).toEqual(plain(saved.optimizer.moments));
    expect(loaded.checkpoint.optimizer.steps).toEqual(saved.optimizer.steps);
    expect(loaded.checkpoint.progress).toEqual(JSON.parse(JSON.stringify(saved.progress)));
  });

  it("unit: keeps the latest ones and leaves nothing else behind", async () => {
    await mkdir(join(folder, ".step-000000001.partial")); // a run killed while saving
    for (const step of [999999998, 999999999, 1000000000, 3])
      await saveCheckpoint(folder, makeCheckpoint(step));
    expect((await readdir(folder)).toSorted()).toEqual(["step-1000000000", "step-999999999"]);
    await saveCheckpoint(folder, makeCheckpoint(1000000001), { keep: 1 });
    expect(await readdir(folder)).toEqual(["step-1000000001"]);
  });

  it("unit: replaces a checkpoint of the same step", async () => {
    await saveCheckpoint(folder, makeCheckpoint(5));
    const changed = { ...makeCheckpoint(5), weights: { other: tf.tensor1d([1]) } };
    await saveCheckpoint(folder, changed);
    expect(Object.keys((await loadCheckpoint(folder))!.checkpoint.weights)).toEqual(["other"]);
    expect(await readdir(folder)).toEqual(["step-000000005"]);
  });

  it("unit: a folder without checkpoints, or none at all, holds nothing", async () => {
    expect(await loadCheckpoint(folder)).toBeUndefined();
    expect(await loadCheckpoint(join(folder, "missing"))).toBeUndefined();
  });

  it.each([
    ["truncated", (path: string) => truncate(join(path, "model.safetensors"), 100)],
    ["appended to", (path: string) => appendFile(join(path, "model.safetensors"), "x")],
    ["without its tensors", (path: string) => rm(join(path, "model.safetensors"))],
    ["without its manifest", (path: string) => rm(join(path, "checkpoint.json"))],
    ["with half a manifest", (path: string) => truncate(join(path, "checkpoint.json"), 50)],
    [
      "edited",
      async (path: string) => {
        const text = await readFile(join(path, "checkpoint.json"), "utf8");
        await writeFile(join(path, "checkpoint.json"), text.replace('"tokens":20', '"tokens":21'));
      },
    ],
  ])("unit: a checkpoint %s is passed over for the one before it, and named", async (_damage, damage) => {
    await saveCheckpoint(folder, makeCheckpoint(1));
    const latest = await saveCheckpoint(folder, makeCheckpoint(2));
    expect(await stepOf()).toBe(2);
    await damage(latest);
    const loaded = (await loadCheckpoint(folder))!;
    expect(loaded.checkpoint.progress.step).toBe(1);
    expect(loaded.skipped.map((error) => error.folder)).toEqual([latest]);
  });

  it("unit: when all are damaged, the latest one's error is thrown", async () => {
    const latest = await saveCheckpoint(folder, makeCheckpoint(2));
    await truncate(join(latest, "model.safetensors"), 10);
    await expect(loadCheckpoint(folder)).rejects.toBeInstanceOf(CheckpointError);
    await expect(loadCheckpoint(folder)).rejects.toMatchObject({ folder: latest });
  });

  it("unit: saving holds no tensor, and disposing frees what was loaded, damaged ones before it included", async () => {
    const saved = [1, 2].map(makeCheckpoint);
    const before = tf.memory().numTensors;
    await saveCheckpoint(folder, saved[0]!);
    const latest = await saveCheckpoint(folder, saved[1]!);
    expect(tf.memory().numTensors).toBe(before);
    await truncate(
      join(latest, "model.safetensors"),
      (await readFile(join(latest, "model.safetensors"))).length - 1,
    );
    const loaded = (await loadCheckpoint(folder))!;
    expect(loaded.skipped.length).toBe(1);
    expect(tf.memory().numTensors).toBe(before + 3);
    loaded.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it("relation: a run resumed from disk ends with the weights of an uninterrupted one", async () => {
    const config = llamaConfig("tiny", {
      vocabSize: 10,
      hiddenSize: 8,
      intermediateSize: 8,
      numLayers: 1,
      numHeads: 2,
      numKeyValueHeads: 1,
      headDim: 4,
    });
    const documents = [1, 2, 3, 4].map((start) => ({ ids: [start, 5, start + 1], weights: [0, 1, 1] }));
    const run = async (steps: number, seed: number, resume?: TrainingCheckpoint) => {
      const model = createLlama(config, { seed });
      await train({
        model,
        batches: new BatchStream({ documents, rows: 1, time: 4 }),
        objective: ({ labelled }) => ({ loss: tf.mean(tf.square(labelled().hidden)) }),
        schedule: () => 1,
        steps,
        resume,
        checkpoint: { every: 2, save: async (checkpoint) => void (await saveCheckpoint(folder, checkpoint)) },
      });
      return Object.fromEntries([...model.weights].map(([name, weight]) => [name, [...weight.dataSync()]]));
    };
    const uninterrupted = await run(6, 1);
    await rm(folder, { recursive: true });
    await run(3, 1);
    const loaded = (await loadCheckpoint(folder))!;
    const before = tf.memory().numTensors;
    const resumed = await run(6, 2, loaded.checkpoint);
    loaded.dispose();
    expect(resumed).toEqual(uninterrupted);
    const momentsAndWeights = Object.keys(loaded.checkpoint.weights).length * 3;
    expect(tf.memory().numTensors).toBe(before + Object.keys(resumed).length - momentsAndWeights);
  });
});

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import { train } from "../../training/loop/train.ts";
import type { TrainOptions } from "../../training/loop/train-options.ts";
import type { TrainingCheckpoint } from "../../training/loop/training-progress.ts";
import type { Objective } from "../../training/objective/objective.ts";
import { BatchStream } from "../../training/packing/batch-stream.ts";
import { packDocuments } from "../../training/packing/pack-documents.ts";
import { loadCheckpoint } from "../checkpoint/load-checkpoint.ts";
import { saveCheckpoint } from "../checkpoint/save-checkpoint.ts";
import { metricsFile, type MetricsLine } from "./metrics-file.ts";

const config = llamaConfig("tiny", {
  vocabSize: 12,
  hiddenSize: 8,
  intermediateSize: 12,
  numLayers: 1,
  numHeads: 2,
  numKeyValueHeads: 1,
  headDim: 4,
  maxPositions: 16,
});

const documents = Array.from({ length: 6 }, (_, start) => ({
  ids: [0, 1, 2, 3].map((id) => (start + id) % 10),
  weights: [0, 1, 1, 1],
}));

const squares: Objective = ({ hidden }) => ({ loss: tf.mean<tf.Scalar>(tf.square(tf.sub(hidden, 0.5))) });

let folder: string;

beforeAll(async () => {
  await tf.setBackend("cpu");
  folder = await mkdtemp(join(tmpdir(), "metrics-file-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function readLines(path: string): Promise<MetricsLine[]> {
  const text = await readFile(path, "utf8");
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as MetricsLine);
}

const places = (lines: readonly MetricsLine[]) => lines.map(({ kind, step }) => `${kind} ${step}`);
const losses = (lines: readonly MetricsLine[]) => lines.map(({ loss }) => loss);

function options(changes: Partial<TrainOptions>): TrainOptions {
  return {
    model: createLlama(config, { seed: 1 }),
    batches: new BatchStream({ documents, rows: 2, time: 8, seed: 3 }),
    objective: squares,
    steps: 8,
    reportEvery: 2,
    validate: { every: 3, batches: packDocuments({ documents, rows: 2, time: 8 }).batches },
    ...changes,
  };
}

describe("metricsFile", () => {
  const uninterrupted = [
    "training 1",
    "training 2",
    "validation 3",
    "training 4",
    "training 6",
    "validation 6",
    "training 8",
    "validation 8",
  ];

  it("holds every report and every validation in order, in a folder that it makes", async () => {
    const path = join(folder, "new", "metrics.jsonl");
    const { training, validation } = await train(options({ ...(await metricsFile(path)) }));
    const lines = await readLines(path);
    expect(places(lines)).toEqual(uninterrupted);
    const kept = lines.map(({ kind, ...point }) => [kind, point] as const);
    expect(kept.filter(([kind]) => kind === "training").map(([, point]) => point)).toEqual(training);
    expect(kept.filter(([kind]) => kind === "validation").map(([, point]) => point)).toEqual(validation);
  });

  it("has no update twice and none missing after a run that went on past its checkpoint and died", async () => {
    const path = join(folder, "resumed.jsonl");
    const whole = join(folder, "whole.jsonl");
    await train(options({ ...(await metricsFile(whole)) }));
    const checkpoints = join(folder, "checkpoints");
    const save = async (checkpoint: TrainingCheckpoint) => {
      // Only the one after update 4 reaches the disk
      if (checkpoint.progress.step === 4) await saveCheckpoint(checkpoints, checkpoint);
    };
    await train(options({ steps: 8, checkpoint: { every: 4, save }, ...(await metricsFile(path)) }));
    await appendFile(path, '{"kind":"training","st');

    const { checkpoint, dispose } = (await loadCheckpoint(checkpoints))!;
    const model = createLlama(config, { seed: 2 });
    await train(options({ model, resume: checkpoint, ...(await metricsFile(path, { resume: checkpoint })) }));
    dispose();
    const lines = await readLines(path);
    expect(places(lines)).toEqual(uninterrupted);
    expect(losses(lines)).toEqual(losses(await readLines(whole)));
  });

  it("recovers what the file lost: the checkpoint knows it", async () => {
    const path = join(folder, "lost.jsonl");
    const { training, validation, ...progress } = await train(options({}));
    await metricsFile(path, { resume: { progress: { ...progress, training, validation } } });
    expect(places(await readLines(path))).toEqual(uninterrupted);
  });

  it("starts anew without a checkpoint", async () => {
    const path = join(folder, "anew.jsonl");
    await appendFile(path, "of another run\n");
    await metricsFile(path);
    expect(await readFile(path, "utf8")).toBe("");
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Item2VecProgress } from "../item2vec-options.ts";
import { trainItem2Vec } from "../train-item2vec.ts";
import { trainItem2VecInThreads } from "./train-item2vec-in-threads.ts";

/** 4,000 positions, a few runs; two groups of tracks that never share a playlist. */
const playlists = Array.from({ length: 500 }, (__, p) =>
  Array.from({ length: 8 }, (_, i) => `${p % 2 === 0 ? "jazz" : "rock"}-${(p * 7 + i * 3) % 10}`),
);
const options = { width: 10, epochs: 4, learningRate: 0.1, seed: 5 };

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "item2vec-"))));
afterEach(() => rm(folder, { recursive: true }));

const handles = () => process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/i.test(name));

/** Goes on in one thread. */
async function resumeFrom(checkpointFile: string) {
  const epochs: number[] = [];
  const vectors = await trainItem2VecInThreads(playlists, {
    ...options,
    threads: 1,
    checkpointFile,
    onProgress: ({ epoch }) => epochs.push(epoch),
  });
  return { vectors, firstEpoch: epochs[0] };
}

describe("trainItem2VecInThreads", () => {
  it("relation: one thread gives trainItem2Vec's embeddings, bit by bit", async () => {
    const inThread = await trainItem2VecInThreads(playlists, { ...options, threads: 1 });
    expect(inThread).toEqual(await trainItem2Vec(playlists, options));
  });

  it("relation: two threads train on every playlist, and learn as much", async () => {
    const progress: Item2VecProgress[] = [];
    const onProgress = (report: Item2VecProgress) => progress.push(report);
    const { ids, rows, width } = await trainItem2VecInThreads(playlists, {
      ...options,
      threads: 2,
      onProgress,
    });
    const alone: Item2VecProgress[] = [];
    await trainItem2Vec(playlists, { ...options, onProgress: (report) => alone.push(report) });
    expect(progress.at(-1)).toMatchObject({ epoch: 4, done: 16_000, total: 16_000 });
    expect(progress.at(-1)!.loss).toBeCloseTo(alone.at(-1)!.loss, 1);
    expect([ids.length, rows.length, width]).toEqual([20, 200, 10]);
  });

  it("relation: stopped after any epoch and started again from its file, it ends the same", async () => {
    const whole = await trainItem2VecInThreads(playlists, { ...options, threads: 1 });
    for (const stopAfter of [1, 3]) {
      const checkpointFile = join(folder, "checkpoint.safetensors");
      const controller = new AbortController();
      const stopped = trainItem2VecInThreads(playlists, {
        ...options,
        threads: 1,
        checkpointFile,
        signal: controller.signal,
        onCheckpoint: ({ epoch }) => {
          if (epoch === stopAfter) controller.abort(new Error("power cut"));
        },
      });
      await expect(stopped).rejects.toThrow("power cut");
      const resumed = await resumeFrom(checkpointFile);
      expect(resumed.vectors).toEqual(whole);
      expect(resumed.firstEpoch).toBe(stopAfter + 1);
      expect(existsSync(checkpointFile)).toBe(false);
    }
  });

  it("relation: killed after an epoch and started again, it ends the same", async () => {
    const checkpointFile = join(folder, "checkpoint.safetensors");
    const program = `
      import { trainItem2VecInThreads } from ${JSON.stringify(new URL("train-item2vec-in-threads.ts", import.meta.url))};
      await trainItem2VecInThreads(${JSON.stringify(playlists)}, {
        ...${JSON.stringify(options)}, threads: 1, checkpointFile: ${JSON.stringify(checkpointFile)},
        onCheckpoint: ({ epoch }) => epoch === 2 ? new Promise((resolve) => {
          process.stdout.write("two epochs done");
          setTimeout(resolve, 600_000);
        }) : undefined,
      });`;
    await writeFile(join(folder, "train.mjs"), program);
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const child = spawn(process.execPath, ["--import", tsx, join(folder, "train.mjs")]);
    child.stderr.pipe(process.stderr);
    const ended = once(child, "close");
    await Promise.race([once(child.stdout, "data"), ended]);
    child.kill("SIGKILL");
    expect((await ended)[1]).toBe("SIGKILL");
    const resumed = await resumeFrom(checkpointFile);
    expect(resumed.firstEpoch).toBe(3);
    expect(resumed.vectors).toEqual(await trainItem2Vec(playlists, options));
  });

  it("unit: a checkpoint of other playlists or options, or a damaged one, is an error", async () => {
    const checkpointFile = join(folder, "checkpoint.safetensors");
    const controller = new AbortController();
    const onCheckpoint = () => controller.abort(new Error("stop"));
    await trainItem2VecInThreads(playlists, {
      ...options,
      threads: 1,
      checkpointFile,
      signal: controller.signal,
      onCheckpoint,
    }).catch(() => undefined);
    const files = { ...options, threads: 1, checkpointFile };
    await expect(trainItem2VecInThreads(playlists, { ...files, epochs: 5 })).rejects.toMatchObject({
      name: "Item2VecInputError",
      input: "resume",
    });
    await expect(trainItem2VecInThreads(playlists.slice(1), files)).rejects.toMatchObject({
      input: "resume",
    });
    await writeFile(checkpointFile, (await readFile(checkpointFile)).subarray(0, -5));
    await expect(trainItem2VecInThreads(playlists, files)).rejects.toMatchObject({
      name: "MatrixFileError",
      file: checkpointFile,
    });
  });

  it("unit: stops in the middle of an epoch, and leaves no thread behind", async () => {
    const many = Array.from({ length: 200 }, () => playlists).flat();
    const controller = new AbortController();
    const onProgress = ({ done }: Item2VecProgress) => done > 0 && controller.abort(new Error("enough"));
    const training = trainItem2VecInThreads(many, {
      ...options,
      threads: 2,
      signal: controller.signal,
      onProgress,
    });
    await expect(training).rejects.toThrow("enough");
    expect(handles()).toEqual([]);
  });

  it("unit: refuses a number of threads that is none", async () => {
    await expect(trainItem2VecInThreads(playlists, { threads: 0 })).rejects.toThrow(/threads/);
  });
});

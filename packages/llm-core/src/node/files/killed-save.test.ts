import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCheckpoint } from "../checkpoint/load-checkpoint.ts";
import { saveCheckpoint } from "../checkpoint/save-checkpoint.ts";
import { loadLlama } from "../huggingface/load-llama.ts";
import { saveHuggingFace } from "../huggingface/save-hugging-face.ts";
import { fakeCheckpoint, fakeModel } from "./fixtures/fake-content.ts";

await tf.setBackend("cpu");

const source = fileURLToPath(new URL("fixtures/killed-save.ts", import.meta.url));
const [earlier, later] = [7, 8];

/** All numbers of what a folder holds, once each: a whole model or checkpoint has one. */
const distinct = async (tensors: Iterable<tf.Tensor>) =>
  new Set((await Promise.all([...tensors].map((tensor) => tensor.data()))).flatMap((data) => [...data]));

async function loadModel(folder: string): Promise<Set<number>> {
  const model = await loadLlama(folder);
  const numbers = await distinct(model.weights.values());
  expect(numbers).toEqual(new Set([model.config.vocabSize]));
  model.dispose();
  return numbers;
}

async function loadTraining(folder: string): Promise<Set<number>> {
  const { checkpoint, dispose } = (await loadCheckpoint(folder))!;
  const numbers = await distinct([
    ...Object.values(checkpoint.weights),
    ...Object.values(checkpoint.optimizer.moments),
  ]);
  dispose();
  return numbers;
}

const kinds = {
  // Of about 600 bytes, in the same three files each time
  shards: {
    save: (folder: string, value: number, isBroken?: boolean) =>
      saveHuggingFace(fakeModel(value, isBroken), folder, { maxShardBytes: 300 }),
    load: loadModel,
  },
  // In three files at first and in one then
  model: {
    save: (folder: string, value: number, isBroken?: boolean) =>
      saveHuggingFace(fakeModel(value, isBroken), folder, { maxShardBytes: value === earlier ? 300 : 1000 }),
    load: loadModel,
  },
  checkpoint: {
    save: (folder: string, value: number, isBroken?: boolean) =>
      saveCheckpoint(folder, fakeCheckpoint(value, isBroken), { keep: 1 }),
    load: loadTraining,
  },
};

let root: string;
let script: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "killed-save-"));
  // Bundled, because it starts a hundred times
  script = join(root, "killed-save.js");
  await build({
    configFile: false,
    logLevel: "silent",
    build: { ssr: source, outDir: root, emptyOutDir: false, target: "node20" },
  });
});
afterAll(() => rm(root, { recursive: true }));

describe("a process killed while saving", () => {
  it.each(["shards", "model", "checkpoint"] as const)(
    "unit: at any file operation while saving %s leaves the earlier state or the new one, whole",
    async (kind) => {
      const { save, load } = kinds[kind];
      const good = join(root, `${kind}-good`);
      await save(good, earlier);
      const outcomes: number[] = [];
      for (let operation = 1; ; operation++) {
        const folder = join(root, `${kind}-${operation}`);
        await cp(good, folder, { recursive: true });
        const args = [script, folder, kind, String(later), String(operation)];
        const { signal, status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
        if (signal === null) {
          expect(status, stderr).toBe(0);
          break;
        }
        const [found] = (await load(folder)) as unknown as [number];
        outcomes.push(found);
        // What comes after neither spoils what was left nor trips over it
        await expect(save(folder, 9, true)).rejects.toThrow("device lost");
        expect([...(await load(folder))]).toEqual([found]);
        await save(folder, 9);
        expect([...(await load(folder))]).toEqual([9]);
        expect((await readdir(folder)).filter((name) => /partial|replac/.test(name))).toEqual([]);
        await rm(folder, { recursive: true });
      }
      expect(outcomes.length).toBeGreaterThan(15);
      expect(outcomes[0]).toBe(earlier);
      expect(outcomes.at(-1)).toBe(later);
      // Once the new state counts, it goes on counting
      expect(outcomes).toEqual(outcomes.toSorted((a, b) => a - b));
    },
    300_000,
  );
});

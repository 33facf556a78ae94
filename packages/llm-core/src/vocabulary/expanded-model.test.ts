import "@tensorflow/tfjs-backend-cpu";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { readLlama } from "../huggingface/read-llama.ts";
import type { Llama } from "../model/llama.ts";
import { loadLlama, saveHuggingFace } from "../node/index.ts";
import vectors from "./__vectors__/expanded.json";
import { expandVocabulary } from "./expand-vocabulary.ts";

/** A model of huggingface's vectors, as transformers has saved it. */
async function readModel(name: string): Promise<Llama> {
  const url = new URL(`../huggingface/__vectors__/${name}.json`, import.meta.url);
  const { files } = JSON.parse(await readFile(url, "utf8")) as { files: Record<string, string> };
  const bytes = (file: string) => new Uint8Array(Buffer.from(files[file]!, "base64"));
  return readLlama({
    location: "memory",
    size: (file) => Promise.resolve(files[file] === undefined ? undefined : bytes(file).length),
    read: (file, start, end) => Promise.resolve(bytes(file).subarray(start, end)),
  });
}

function largestDifference(model: Llama, { ids, logits }: { ids: number[][]; logits: number[][][] }): number {
  return tf.tidy(() => {
    const hidden = tf.reshape(model.forward(tf.tensor2d(ids, undefined, "int32")), [
      -1,
      model.config.hiddenSize,
    ]);
    const expected = tf.tensor2d(logits.flat());
    return tf.max(tf.abs(tf.sub(model.logits(hidden as tf.Tensor2D), expected))).dataSync()[0]!;
  });
}

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("parity: an expanded model", () => {
  it.each(Object.entries(vectors.models))(
    "%s: gives the logits that transformers computes from the folder saved, new tokens included",
    async (name, expected) => {
      const { model } = await expandVocabulary(await readModel(name), vectors.count, {
        scale: 1,
        seed: vectors.seed,
      });
      expect(Math.max(...expected.ids.flat())).toBe(model.config.vocabSize - 1);
      expect(largestDifference(model, expected)).toBeLessThan(2e-5);

      const folder = await mkdtemp(join(tmpdir(), "llm-core-expanded-"));
      try {
        await saveHuggingFace(model, folder);
        const again = await loadLlama(folder);
        expect(again.config).toEqual(model.config);
        expect(largestDifference(again, expected)).toBeLessThan(2e-5);
        again.dispose();
      } finally {
        await rm(folder, { recursive: true });
      }
      model.dispose();
    },
  );
});

import "@tensorflow/tfjs-backend-cpu";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { llamaConfig } from "../model/config.ts";
import { createLlama } from "../model/create-llama.ts";
import type { Llama } from "../model/llama.ts";
import { loadLlama, saveHuggingFace } from "../node/index.ts";
import type { ModelFiles } from "./model-files.ts";
import { readLlama } from "./read-llama.ts";

interface Vectors {
  files: Record<string, string>;
  ids: number[][];
  logits: number[][][];
  resaved: Record<string, string>;
}

const cases = [
  "multi-head-tied",
  "groups-of-2-untied-wide-heads-float16",
  "groups-of-4-scaled-sharded-bfloat16",
  "mistral-without-window",
];

async function readVectors(name: string): Promise<Vectors> {
  return JSON.parse(await readFile(new URL(`__vectors__/${name}.json`, import.meta.url), "utf8")) as Vectors;
}

function filesInMemory(files: Record<string, Uint8Array>): ModelFiles {
  return {
    location: "memory",
    size: (name) => Promise.resolve(files[name]?.length),
    read: (name, start, end) => Promise.resolve(files[name]!.subarray(start, end)),
  };
}

function filesOf(vectors: Vectors): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(vectors.files).map(([name, base64]) => [
      name,
      new Uint8Array(Buffer.from(base64, "base64")),
    ]),
  );
}

async function logitsOf(model: Llama, ids: number[][]): Promise<Float32Array> {
  const { hiddenSize } = model.config;
  const hidden = tf.reshape(model.forward(tf.tensor2d(ids, undefined, "int32")), [-1, hiddenSize]);
  return (await model.logits(hidden as tf.Tensor2D).data()) as Float32Array;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "llm-core-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("parity: transformers' Llama", () => {
  it.each(cases)("%s: the same logits", async (name) => {
    const vectors = await readVectors(name);
    const model = await readLlama(filesInMemory(filesOf(vectors)));
    const logits = await logitsOf(model, vectors.ids);
    const expected = vectors.logits.flat(2);
    expect(logits).toHaveLength(expected.length);
    const difference = expected.reduce(
      (most, value, index) => Math.max(most, Math.abs(value - logits[index]!)),
      0,
    );
    expect(difference).toBeLessThan(2e-5);
  });

  it.each(cases)("%s: saved to the bytes that transformers has loaded back", async (name) => {
    const vectors = await readVectors(name);
    const copy = join(folder, name);
    await saveHuggingFace(await readLlama(filesInMemory(filesOf(vectors))), copy);
    for (const [file, checksum] of Object.entries(vectors.resaved)) {
      const bytes = await readFile(join(copy, file));
      expect(createHash("sha256").update(bytes).digest("hex"), file).toBe(checksum);
    }
  });
});

describe("relation: save and load", () => {
  const config = llamaConfig("tiny", { vocabSize: 20, hiddenSize: 12, intermediateSize: 8, numLayers: 1 });

  it.each(["float32", "float16", "bfloat16"] as const)("%s keeps the model", async (format) => {
    const model = createLlama(config, { seed: 6 });
    const copy = join(folder, format);
    await saveHuggingFace(model, copy, {
      format,
      eosTokenIds: [2],
      tokenizer: { toJSON: () => ({ any: 1 }) },
    });
    const loaded = await loadLlama(copy);
    expect(loaded.config).toEqual(model.config);
    const [before, after] = [await logitsOf(model, [[1, 2, 3]]), await logitsOf(loaded, [[1, 2, 3]])];
    const tolerance = { float32: 0, float16: 1e-3, bfloat16: 1e-2 }[format];
    for (const [index, value] of before.entries()) {
      expect(Math.abs(value - after[index]!)).toBeLessThanOrEqual(tolerance);
    }
    expect((await readdir(copy)).toSorted()).toEqual([
      "config.json",
      "generation_config.json",
      "model.safetensors",
      "tokenizer.json",
      "tokenizer_config.json",
    ]);
  });

  it("several files hold what one does, and one save leaves nothing of another", async () => {
    const model = createLlama(config, { seed: 3 });
    const copy = join(folder, "sharded");
    const weightsIn = async () => (await readdir(copy)).filter((name) => name.startsWith("model"));
    const saved = async (maxShardBytes: number) => {
      await saveHuggingFace(model, copy, { maxShardBytes });
      const loaded = await loadLlama(copy);
      for (const [name, weight] of model.weights)
        expect([...loaded.weights.get(name)!.dataSync()]).toEqual([...weight.dataSync()]);
      return weightsIn();
    };
    // The embedding is 20 · 12 numbers of four bytes and larger than what may be in one file
    const sharded = await saved(900);
    expect(sharded.length).toBeGreaterThan(3);
    expect(sharded).toContain(`model-00001-of-0000${sharded.length - 1}.safetensors`);
    expect(sharded).toContain("model.safetensors.index.json");
    expect((await stat(join(copy, sharded[1]!))).size).toBeLessThan(900 + 2000);
    expect((await saved(5000)).length).toBeLessThan(sharded.length);
    expect(await saved(1e6)).toEqual(["model.safetensors"]);
    await expect(saved(0)).rejects.toThrow(/maxShardBytes/);
  });

  it("leaves the earlier files whole when saving fails midway", async () => {
    const copy = join(folder, "interrupted");
    await saveHuggingFace(createLlama(config, { seed: 1 }), copy);
    const before = await readFile(join(copy, "model.safetensors"));
    const broken = createLlama(config, { seed: 2 });
    broken.weights.get("model.norm.weight")!.dispose();
    await expect(saveHuggingFace(broken, copy)).rejects.toThrow(/disposed/);
    expect(await readFile(join(copy, "model.safetensors"))).toEqual(before);
    expect(await readdir(copy)).toHaveLength(3);
  });
});

describe("unit: a folder that cannot be loaded", () => {
  it("is named, with the file and the tensor", async () => {
    await expect(loadLlama(join(folder, "nowhere"))).rejects.toThrow(/nowhere: config.json is missing/);

    const good = filesOf(await readVectors("groups-of-4-scaled-sharded-bfloat16"));
    const changed = (change: Record<string, Uint8Array | undefined>): Promise<Llama> => {
      const entries = Object.entries({ ...good, ...change }).filter(([, bytes]) => bytes);
      return readLlama(filesInMemory(Object.fromEntries(entries) as Record<string, Uint8Array>));
    };
    const index = JSON.parse(Buffer.from(good["model.safetensors.index.json"]!).toString()) as {
      weight_map: Record<string, string>;
    };
    const withIndex = (map: Record<string, string>): Promise<Llama> =>
      changed({ "model.safetensors.index.json": Buffer.from(JSON.stringify({ weight_map: map })) });
    const [firstShard] = Object.values(index.weight_map) as [string];
    const shard = good[firstShard]!;

    await expect(changed({ "config.json": Buffer.from("{") })).rejects.toThrow(/config.json is not JSON/);
    await expect(changed({ "config.json": Buffer.from("{}") })).rejects.toThrow(/model_type is missing/);
    await expect(changed({ [firstShard]: undefined })).rejects.toThrow(/safetensors is missing/);
    await expect(changed({ [firstShard]: shard.subarray(0, -4) })).rejects.toThrow(/truncated/);
    const asIntegers = Buffer.from(
      Buffer.from(shard).toString("latin1").replaceAll('"BF16"', '"I16" '),
      "latin1",
    );
    await expect(changed({ [firstShard]: asIntegers })).rejects.toThrow(
      /has dtype I16, not F32, F16 or BF16/,
    );
    for (const path of [
      "../secret.safetensors",
      "/etc/x.safetensors",
      "a/b.safetensors",
      "..\\x.safetensors",
      "x.bin",
    ]) {
      await expect(withIndex({ ...index.weight_map, "model.norm.weight": path })).rejects.toThrow(
        /not a file name/,
      );
    }
    const { "model.norm.weight": _, ...incomplete } = index.weight_map;
    await expect(withIndex(incomplete)).rejects.toThrow(/model.norm.weight: expected \[16\], got none/);
    await expect(withIndex({ ...index.weight_map, ghost: firstShard })).rejects.toThrow(/tensor ghost/);
  });

  it("saving and loading leave no tensors behind but the model's", async () => {
    const before = tf.memory().numTensors;
    const model = createLlama(llamaConfig("tiny", { vocabSize: 9 }));
    const copy = join(folder, "kept");
    for (const format of ["float32", "bfloat16", "float16"] as const)
      await saveHuggingFace(model, copy, { format });
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
    (await loadLlama(copy)).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it("frees what it loaded when stopped", async () => {
    const copy = join(folder, "stopped");
    await saveHuggingFace(createLlama(llamaConfig("tiny", { vocabSize: 9 })), copy);
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const loading = loadLlama(copy, {
      signal: controller.signal,
      onProgress: ({ loaded }) => loaded === 3 && controller.abort(),
    });
    await expect(loading).rejects.toThrow(/abort/i);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("refuses a file where the folder should be", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(loadLlama(file)).rejects.toThrow(/config.json is missing/);
  });
});

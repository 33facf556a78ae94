import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunFileError } from "../errors/run-file-error.ts";
import { formatParquetRun, formatParquetTruth } from "../parquet/index.ts";
import { formatQrels, formatTrecRun } from "../runs/trec-files.ts";
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

  it("tells Parquet and TREC by their endings", async () => {
    const run = [{ ...key, ranked: ["a", "b"], scores: [2, 1] }];
    const truth = [{ ...key, trackId: "b" }];
    await writeFile(join(folder, "run.parquet"), new Uint8Array(formatParquetRun(run)));
    await writeFile(join(folder, "truth.parquet"), new Uint8Array(formatParquetTruth(truth)));
    await writeFile(join(folder, "a.run"), formatTrecRun(run));
    await writeFile(join(folder, "a.qrels"), formatQrels(truth));
    for (const file of ["run.parquet", "a.run"]) expect(await readRun(join(folder, file))).toEqual(run);
    for (const file of ["truth.parquet", "a.qrels"])
      expect(await readTruth(join(folder, file))).toEqual(truth);
  });

  it("fails on a file that is not there", async () => {
    await expect(readRun(join(folder, "none.jsonl"))).rejects.toThrow("ENOENT");
  });

  it("leaves the file as it was when a run cannot be written", async () => {
    const file = join(folder, "run.jsonl");
    await writeRun(file, [{ ...key, ranked: ["a"] }]);
    await expect(writeRun(file, [{ ...key, ranked: ["b"], scores: [NaN] }])).rejects.toThrow("finite");
    expect(await readRun(file)).toEqual([{ ...key, ranked: ["a"] }]);
    expect(await readdir(folder)).toEqual(["run.jsonl"]);
  });
});

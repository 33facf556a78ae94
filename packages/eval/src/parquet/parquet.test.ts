import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { formatParquetRun, formatParquetTruth, parseParquetRun, parseParquetTruth } from "./index.ts";

const key = (turn: number) => ({ turnId: `d#${turn}`, dialogueId: "d", turn });

describe("relation: Parquet gives back what was written", () => {
  it("runs with and without scores, ranks and tracks", async () => {
    const run = [
      { ...key(1), ranked: ["é", "b"], scores: [2.5, 1], rankOfTruth: { better: 0, tied: 2 } },
      { ...key(2), ranked: ["c"] },
      { ...key(3), ranked: [] },
    ];
    expect(await parseParquetRun(formatParquetRun(run))).toEqual(run);
  });

  it("truths", async () => {
    const truth = [
      { ...key(1), trackId: "a" },
      { ...key(2), trackId: "b" },
    ];
    expect(await parseParquetTruth(formatParquetTruth(truth))).toEqual(truth);
  });
});

describe("unit: Parquet problems", () => {
  it("names file and row", async () => {
    const file = parquetWriteBuffer({ columnData: [{ name: "turnId", data: ["d#1"] }] });
    await expect(parseParquetRun(file, { file: "r.parquet" })).rejects.toThrow(`r.parquet:1: "turn" must be`);
  });

  it("refuses to write nothing", () => {
    expect(() => formatParquetRun([])).toThrow(ArgumentError);
    expect(() => formatParquetTruth([])).toThrow(ArgumentError);
  });
});

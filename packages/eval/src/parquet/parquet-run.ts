import { parquetWriteBuffer } from "hyparquet-writer";
import { ArgumentError } from "../errors/argument-error.ts";
import type { ParseOptions } from "../runs/run-file.ts";
import { parseRunRow } from "../runs/run-file.ts";
import type { RunTurn } from "../runs/run.ts";
import { readRows } from "./read-rows.ts";
import { listColumn, requiredColumn } from "./schema.ts";

/**
 * Writes a run as a Parquet file, a row a turn: `turnId`, `dialogueId`, `turn`, `ranked` (list of texts), `scores` (list
 * of doubles, null without), `better` and `tied` (the relevant track's rank, null without). {@link parseParquetRun}
 * gives an equal run back. Needs the optional peer `hyparquet-writer`.
 *
 * @throws {ArgumentError} for a run without turns: Parquet columns need one to tell their type.
 */
export function formatParquetRun(run: Iterable<RunTurn>): ArrayBuffer {
  const turns = [...run];
  if (turns.length === 0)
    throw new ArgumentError({ argument: "run", expected: "at least one turn", got: "none" });
  return parquetWriteBuffer({
    columnData: [
      { name: "turnId", data: turns.map(({ turnId }) => turnId) },
      { name: "dialogueId", data: turns.map(({ dialogueId }) => dialogueId) },
      { name: "turn", data: turns.map(({ turn }) => turn) },
      { name: "ranked", data: turns.map(({ ranked }) => ranked) },
      { name: "scores", data: turns.map(({ scores }) => scores ?? null) },
      { name: "better", data: turns.map(({ rankOfTruth }) => rankOfTruth?.better ?? null) },
      { name: "tied", data: turns.map(({ rankOfTruth }) => rankOfTruth?.tied ?? null) },
    ],
    schema: [
      { name: "run", num_children: 7 },
      requiredColumn("turnId", "text"),
      requiredColumn("dialogueId", "text"),
      requiredColumn("turn", "integer"),
      ...listColumn("ranked", "text"),
      ...listColumn("scores", "number"),
      { name: "better", type: "INT32", repetition_type: "OPTIONAL" },
      { name: "tied", type: "INT32", repetition_type: "OPTIONAL" },
    ],
    statistics: false,
  });
}

/**
 * Reads a run from a Parquet file as {@link formatParquetRun} writes it; `scores`, `better` and `tied` may be missing.
 * Needs the optional peer `hyparquet`.
 *
 * @throws {RunFileError} naming the file and row (as line) of the first row that is not a turn, and for a file that is
 *   not Parquet.
 */
export async function parseParquetRun(
  file: ArrayBuffer,
  { file: name = "run" }: ParseOptions = {},
): Promise<RunTurn[]> {
  const rows = await readRows(file, name);
  return rows.map(({ better, tied, ...row }, index) => {
    const rankOfTruth = better === null || better === undefined ? undefined : { better, tied };
    return parseRunRow(
      { ...row, scores: row["scores"] ?? undefined, rankOfTruth },
      { file: name, line: index + 1 },
    );
  });
}

import { parquetWriteBuffer } from "hyparquet-writer";
import { ArgumentError } from "../errors/argument-error.ts";
import type { ParseOptions } from "../runs/run-file.ts";
import type { TruthTurn } from "../runs/run.ts";
import { parseTruthRow } from "../runs/truth-file.ts";
import { readRows } from "./read-rows.ts";
import { requiredColumn } from "./schema.ts";

/**
 * Writes the truth as a Parquet file, a row a turn: `turnId`, `dialogueId`, `turn`, `trackId`. Needs the optional peer
 * `hyparquet-writer`.
 *
 * @throws {ArgumentError} for a truth without turns.
 */
export function formatParquetTruth(truth: Iterable<TruthTurn>): ArrayBuffer {
  const turns = [...truth];
  if (turns.length === 0)
    throw new ArgumentError({ argument: "truth", expected: "at least one turn", got: "none" });
  return parquetWriteBuffer({
    columnData: [
      { name: "turnId", data: turns.map(({ turnId }) => turnId) },
      { name: "dialogueId", data: turns.map(({ dialogueId }) => dialogueId) },
      { name: "turn", data: turns.map(({ turn }) => turn) },
      { name: "trackId", data: turns.map(({ trackId }) => trackId) },
    ],
    schema: [
      { name: "truth", num_children: 4 },
      requiredColumn("turnId", "text"),
      requiredColumn("dialogueId", "text"),
      requiredColumn("turn", "integer"),
      requiredColumn("trackId", "text"),
    ],
    statistics: false,
  });
}

/**
 * Reads the truth from a Parquet file as {@link formatParquetTruth} writes it. Needs the optional peer `hyparquet`.
 *
 * @throws {RunFileError} naming the file and row (as line) of the first row that is not a turn, and for a file that is
 *   not Parquet.
 */
export async function parseParquetTruth(
  file: ArrayBuffer,
  { file: name = "truth" }: ParseOptions = {},
): Promise<TruthTurn[]> {
  const rows = await readRows(file, name);
  return rows.map((row, index) => parseTruthRow(row, { file: name, line: index + 1 }));
}

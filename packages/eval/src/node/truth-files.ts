import type { TruthTurn } from "../runs/run.ts";
import { formatQrels, parseQrels } from "../runs/trec-files.ts";
import { formatTruthLine, parseTruthLine } from "../runs/truth-file.ts";
import { readTurns, writeTurns } from "./turn-files.ts";
import type { TurnFormats } from "./turn-files.ts";

const formats: TurnFormats<TruthTurn> = {
  trecEnding: ".qrels",
  trec: { parse: parseQrels, format: formatQrels },
  parquet: ({ parseParquetTruth, formatParquetTruth }) => ({
    parse: parseParquetTruth,
    format: formatParquetTruth,
  }),
  line: { parse: parseTruthLine, format: formatTruthLine },
};

/**
 * Reads a truth file, its format told by its ending: `.parquet` (needs the optional peers `hyparquet` and
 * `hyparquet-writer`), `.qrels`, `.trec` and `.txt` as TREC's qrels, anything else as JSONL ({@link parseTruth}'s), as a
 * stream.
 *
 * @throws {RunFileError} naming file and line.
 */
export async function readTruth(file: string): Promise<TruthTurn[]> {
  return readTurns(file, formats);
}

/**
 * Writes a truth file in the format of its ending, as {@link readTruth} tells them; whole or not at all, folders made
 * as needed.
 *
 * @throws {ArgumentError} in TREC's format for an id with blanks, in Parquet for a truth without turns.
 */
export async function writeTruth(file: string, truth: Iterable<TruthTurn>): Promise<void> {
  return writeTurns(file, truth, formats);
}

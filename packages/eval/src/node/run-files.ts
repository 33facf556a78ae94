import type { RunTurn } from "../runs/run.ts";
import { formatRunLine, parseRunLine } from "../runs/run-file.ts";
import { formatTrecRun, parseTrecRun } from "../runs/trec-files.ts";
import { readTurns, writeTurns } from "./turn-files.ts";
import type { TurnFormats } from "./turn-files.ts";

const formats: TurnFormats<RunTurn> = {
  trecEnding: ".run",
  trec: { parse: parseTrecRun, format: formatTrecRun },
  parquet: ({ parseParquetRun, formatParquetRun }) => ({ parse: parseParquetRun, format: formatParquetRun }),
  line: { parse: parseRunLine, format: formatRunLine },
};

/**
 * Reads a run file, its format told by its ending: `.parquet` (needs the optional peers `hyparquet` and
 * `hyparquet-writer`), `.run`, `.trec` and `.txt` as TREC's, anything else as JSONL ({@link parseRun}'s), as a stream.
 *
 * @throws {RunFileError} naming file and line.
 */
export async function readRun(file: string): Promise<RunTurn[]> {
  return readTurns(file, formats);
}

/**
 * Writes a run file in the format of its ending, as {@link readRun} tells them; whole or not at all, folders made as
 * needed. TREC's has no place for `rankOfTruth` or for a turn without ranked tracks.
 *
 * @throws {ArgumentError} for a score that is not finite; in TREC's format for an id with blanks, in Parquet for a run
 *   without turns.
 */
export async function writeRun(file: string, run: Iterable<RunTurn>): Promise<void> {
  return writeTurns(file, run, formats);
}

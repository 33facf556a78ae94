import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { RunTurn } from "../runs/run.ts";
import { formatRunLine, parseRunLine } from "../runs/run-file.ts";
import { formatTrecRun, parseTrecRun } from "../runs/trec-files.ts";
import { readLines, writeLines } from "./lines.ts";
import { loadParquet } from "./load-parquet.ts";
import { readBuffer } from "./read-buffer.ts";
import { replaceFile } from "./replace-file.ts";

/**
 * Reads a run file, its format told by its ending: `.parquet` (needs the optional peers `hyparquet` and
 * `hyparquet-writer`), `.run`, `.trec` and `.txt` as TREC's, anything else as JSONL ({@link parseRun}'s), as a stream.
 *
 * @throws {RunFileError} naming file and line.
 */
export async function readRun(file: string): Promise<RunTurn[]> {
  switch (extname(file).toLowerCase()) {
    case ".parquet": {
      const { parseParquetRun } = await loadParquet(file);
      return parseParquetRun(await readBuffer(file), { file });
    }
    case ".run":
    case ".trec":
    case ".txt":
      return parseTrecRun(await readFile(file, "utf8"), { file });
    default:
      return readLines(file, parseRunLine);
  }
}

/**
 * Writes a run file in the format of its ending, as {@link readRun} tells them; whole or not at all, folders made as
 * needed. TREC's has no place for `rankOfTruth` or for a turn without ranked tracks.
 *
 * @throws {ArgumentError} for a score that is not finite; in TREC's format for an id with blanks, in Parquet for a run
 *   without turns.
 */
export async function writeRun(file: string, run: Iterable<RunTurn>): Promise<void> {
  switch (extname(file).toLowerCase()) {
    case ".parquet": {
      const { formatParquetRun } = await loadParquet(file);
      return replaceFile(file, [new Uint8Array(formatParquetRun(run))]);
    }
    case ".run":
    case ".trec":
    case ".txt":
      return writeLines(file, run, (turn) => formatTrecRun([turn]));
    default:
      return writeLines(file, run, formatRunLine);
  }
}

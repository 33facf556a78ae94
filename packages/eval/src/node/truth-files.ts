import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { TruthTurn } from "../runs/run.ts";
import { formatQrels, parseQrels } from "../runs/trec-files.ts";
import { formatTruthLine, parseTruthLine } from "../runs/truth-file.ts";
import { readLines, writeLines } from "./lines.ts";
import { loadParquet } from "./load-parquet.ts";
import { readBuffer } from "./read-buffer.ts";
import { replaceFile } from "./replace-file.ts";

/**
 * Reads a truth file, its format told by its ending: `.parquet` (needs the optional peers `hyparquet` and
 * `hyparquet-writer`), `.qrels`, `.trec` and `.txt` as TREC's qrels, anything else as JSONL ({@link parseTruth}'s), as a
 * stream.
 *
 * @throws {RunFileError} naming file and line.
 */
export async function readTruth(file: string): Promise<TruthTurn[]> {
  switch (extname(file).toLowerCase()) {
    case ".parquet": {
      const { parseParquetTruth } = await loadParquet(file);
      return parseParquetTruth(await readBuffer(file), { file });
    }
    case ".qrels":
    case ".trec":
    case ".txt":
      return parseQrels(await readFile(file, "utf8"), { file });
    default:
      return readLines(file, parseTruthLine);
  }
}

/**
 * Writes a truth file in the format of its ending, as {@link readTruth} tells them; whole or not at all, folders made
 * as needed.
 *
 * @throws {ArgumentError} in TREC's format for an id with blanks, in Parquet for a truth without turns.
 */
export async function writeTruth(file: string, truth: Iterable<TruthTurn>): Promise<void> {
  switch (extname(file).toLowerCase()) {
    case ".parquet": {
      const { formatParquetTruth } = await loadParquet(file);
      return replaceFile(file, [new Uint8Array(formatParquetTruth(truth))]);
    }
    case ".qrels":
    case ".trec":
    case ".txt":
      return writeLines(file, truth, (turn) => formatQrels([turn]));
    default:
      return writeLines(file, truth, formatTruthLine);
  }
}

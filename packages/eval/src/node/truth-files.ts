import type { TruthTurn } from "../runs/run.ts";
import { formatTruthLine, parseTruthLine } from "../runs/truth-file.ts";
import { readLines, writeLines } from "./lines.ts";

/** Reads a truth file ({@link parseTruth}'s format) as a stream. @throws {RunFileError} naming file and line. */
export function readTruth(file: string): Promise<TruthTurn[]> {
  return readLines(file, parseTruthLine);
}

/** Writes a truth file, whole or not at all; folders are made as needed. */
export function writeTruth(file: string, truth: Iterable<TruthTurn>): Promise<void> {
  return writeLines(file, truth, formatTruthLine);
}

import type { RunTurn } from "../runs/run.ts";
import { formatRunLine, parseRunLine } from "../runs/run-file.ts";
import { readLines, writeLines } from "./lines.ts";

/** Reads a run file ({@link parseRun}'s format) as a stream. @throws {RunFileError} naming file and line. */
export function readRun(file: string): Promise<RunTurn[]> {
  return readLines(file, parseRunLine);
}

/** Writes a run file, whole or not at all; folders are made as needed. @throws {ArgumentError} for a score that is not finite. */
export function writeRun(file: string, run: Iterable<RunTurn>): Promise<void> {
  return writeLines(file, run, formatRunLine);
}

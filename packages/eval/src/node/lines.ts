import { open } from "node:fs/promises";
import { RunFileError } from "../errors/run-file-error.ts";
import { replaceFile } from "./replace-file.ts";

/** Reads a text file line by line, skipping blank lines, and parses each; the file is never held whole. */
export async function readLines<T>(
  file: string,
  parse: (text: string, place: { file: string; line: number }) => T,
): Promise<T[]> {
  const rows: T[] = [];
  let line = 0;
  const handle = await open(file);
  if ((await handle.stat()).isDirectory()) {
    await handle.close();
    throw new RunFileError({ file, problem: "it is a folder", remedy: "Name a file." });
  }
  for await (const text of handle.readLines({ encoding: "utf8" })) {
    line++;
    if (text.trim() !== "") rows.push(parse(text, { file, line }));
  }
  return rows;
}

/** Writes one line per row; {@link replaceFile}'s rules. */
export function writeLines<T>(file: string, rows: Iterable<T>, format: (row: T) => string): Promise<void> {
  return replaceFile(file, lines(rows, format));
}

function* lines<T>(rows: Iterable<T>, format: (row: T) => string) {
  for (const row of rows) yield format(row);
}

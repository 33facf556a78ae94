import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Reads a text file line by line, skipping blank lines, and parses each; the file is never held whole. */
export async function readLines<T>(
  file: string,
  parse: (text: string, place: { file: string; line: number }) => T,
): Promise<T[]> {
  const rows: T[] = [];
  let line = 0;
  const handle = await open(file);
  for await (const text of handle.readLines({ encoding: "utf8" })) {
    line++;
    if (text.trim() !== "") rows.push(parse(text, { file, line }));
  }
  return rows;
}

/** Writes one line per row beside the file and moves them into place, so that a stopped job never leaves half a file. */
export async function writeLines<T>(
  file: string,
  rows: Iterable<T>,
  format: (row: T) => string,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.part`;
  try {
    const handle = await open(temporary, "w");
    try {
      for (const row of rows) await handle.appendFile(format(row));
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

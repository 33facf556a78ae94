import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { parseDialogues } from "../dialogues/parse-dialogues.ts";
import type { ParsedDialogues } from "../dialogues/parse-dialogues.ts";
import { parseParquetDialogues } from "../parquet/parse-parquet-dialogues.ts";

/**
 * Reads a file of dialogues, Parquet if its name ends in `.parquet`, else JSON lines, in whichever schema it is; see
 * `parseDialogues`.
 *
 * @throws {MalformedRecordError} for a malformed line; Node's own error if the file cannot be read.
 */
export async function readDialogues(file: string): Promise<ParsedDialogues> {
  if (extname(file).toLowerCase() === ".parquet") {
    const bytes = await readFile(file);
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    return parseParquetDialogues(buffer, { file });
  }
  return parseDialogues(await readFile(file, "utf8"), { file });
}

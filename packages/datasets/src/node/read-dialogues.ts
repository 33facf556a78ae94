import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { DialogueCollector } from "../dialogues/parse-dialogues.ts";
import type { ParsedDialogues } from "../dialogues/parse-dialogues.ts";
import { parseParquetDialogues } from "../parquet/parse-parquet-dialogues.ts";
import { parseJsonLine } from "../records/parse-json-lines.ts";
import { linesOf } from "./lines-of.ts";

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
  const dialogues = new DialogueCollector(file);
  let line = 0;
  // Line by line: a file may be larger than the longest text there can be.
  for await (const text of linesOf(file)) {
    const record = parseJsonLine(text, { file, line: ++line });
    if (record !== undefined) dialogues.add(record);
  }
  return dialogues.parsed();
}

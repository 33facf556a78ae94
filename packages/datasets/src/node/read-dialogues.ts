import { readFile } from "node:fs/promises";
import { parseDialogues } from "../dialogues/parse-dialogues.ts";
import type { ParsedDialogues } from "../dialogues/parse-dialogues.ts";

/**
 * Reads a file of dialogues in whichever schema it is; see `parseDialogues`.
 *
 * @throws {MalformedRecordError} for a malformed line; Node's own error if the file cannot be read.
 */
export async function readDialogues(file: string): Promise<ParsedDialogues> {
  return parseDialogues(await readFile(file, "utf8"), { file });
}

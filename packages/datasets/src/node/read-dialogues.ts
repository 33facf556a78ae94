import { DialogueCollector } from "../dialogues/parse-dialogues.ts";
import type { ParsedDialogues } from "../dialogues/parse-dialogues.ts";
import { streamDialogues } from "./stream-dialogues.ts";

/**
 * Reads a file of dialogues, Parquet if its name ends in `.parquet`, else JSON lines, in whichever schema it is; see
 * `parseDialogues`. For files that are too large to hold, see `streamDialogues`.
 *
 * @throws {MalformedRecordError} for a malformed line; Node's own error if the file cannot be read.
 */
export async function readDialogues(file: string): Promise<ParsedDialogues> {
  const collector = new DialogueCollector();
  for await (const dialogue of streamDialogues(file)) collector.add(dialogue);
  return collector.parsed();
}

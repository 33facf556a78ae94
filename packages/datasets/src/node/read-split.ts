import { readFile } from "node:fs/promises";
import { SavedSplit } from "../split/saved-split.ts";

/**
 * Reads a split that `writeSplit` wrote.
 *
 * @throws {RangeError} if the file holds no split; Node's own error if it cannot be read.
 */
export async function readSplit(file: string): Promise<SavedSplit> {
  return SavedSplit.parse(await readFile(file, "utf8"));
}

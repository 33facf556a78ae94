import { rename, writeFile } from "node:fs/promises";
import type { SavedSplit } from "../split/saved-split.ts";

/** Writes a split to a file that is either complete or not there. */
export async function writeSplit(
  file: string,
  options: { split: SavedSplit; signal?: AbortSignal },
): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, options.split.format(), { signal: options.signal });
  await rename(unfinished, file);
}

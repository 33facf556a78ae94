import { rename, writeFile } from "node:fs/promises";
import { formatDialogues } from "../dialogues/format-dialogues.ts";

/** Writes dialogues to a file that is either complete or not there; see `formatDialogues`. */
export async function writeDialogues(
  file: string,
  options: Parameters<typeof formatDialogues>[0] & { signal?: AbortSignal },
): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, formatDialogues(options), { signal: options.signal });
  await rename(unfinished, file);
}

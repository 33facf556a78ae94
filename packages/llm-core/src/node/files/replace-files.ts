import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { flushFolder } from "./flush-folder.ts";
import { journalName, partialName, readJournal } from "./replacement-journal.ts";
import { writeFlushed } from "./write-flushed.ts";
import type { Content } from "./write-flushed.ts";

export interface ReplaceFilesOptions {
  folder: string;
  /** By name. The last one is the file without which the others are not found: it goes first and comes last. */
  contents: ReadonlyMap<string, Content>;
  /** Earlier files that the new ones make wrong. */
  isObsolete?: (name: string) => boolean;
}

/**
 * Replaces files of a folder, all or none of them, whenever the process is stopped.
 *
 * All are written under temporary names first. Then a journal takes its place by one rename, and from that instant on
 * `currentPath` and the next replacement see the new files, whether or not they have been moved to their own names yet.
 */
export async function replaceFiles(options: ReplaceFilesOptions): Promise<void> {
  const { folder, contents, isObsolete = () => false } = options;
  const names = [...contents.keys()];
  const isOurs = (name: string) => contents.has(name) || isObsolete(name) || name === journalName;
  await mkdir(folder, { recursive: true });
  await finishReplacement(folder);
  await removePartials(folder, isOurs);
  try {
    for (const [name, write] of contents) await writeFlushed(join(folder, partialName(name)), write);
    const obsolete = (await readdir(folder)).filter((name) => isObsolete(name) && !contents.has(name));
    const draft = join(folder, partialName(journalName));
    await writeFlushed(draft, (file) => file.writeFile(JSON.stringify({ names, obsolete })));
    await rename(draft, join(folder, journalName));
  } catch (error) {
    await removePartials(folder, isOurs);
    throw error;
  }
  await finishReplacement(folder);
}

/** Carries out what a journal says, if there is one. */
async function finishReplacement(folder: string): Promise<void> {
  const journal = await readJournal(folder);
  if (!journal) return;
  const present = new Set(await readdir(folder));
  const pending = journal.names.filter((name) => present.has(partialName(name)));
  for (const name of [...journal.obsolete, ...pending.slice(-1)])
    await rm(join(folder, name), { force: true });
  for (const name of pending) await rename(join(folder, partialName(name)), join(folder, name));
  await flushFolder(folder);
  await rm(join(folder, journalName));
}

/** Clears away what was written before there was a journal. */
async function removePartials(folder: string, isOurs: (name: string) => boolean): Promise<void> {
  for (const file of await readdir(folder)) {
    const name = /^\.(.+)\.partial$/.exec(file)?.[1];
    if (name !== undefined && isOurs(name)) await rm(join(folder, file));
  }
}

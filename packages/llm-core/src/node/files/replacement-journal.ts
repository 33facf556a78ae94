import { access, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a replacement has decided and may not have carried out yet. */
interface ReplacementJournal {
  /** Files replaced; those still to be moved lie under their partial names. */
  names: string[];
  /** Files that no longer count. */
  obsolete: string[];
}

export const journalName = ".replacing.json";

/** Where a file is written before it takes its place. */
export function partialName(name: string): string {
  return `.${name}.partial`;
}

/** The journal of a replacement that was cut short, if there is one. */
export async function readJournal(folder: string): Promise<ReplacementJournal | undefined> {
  const text = await readFile(join(folder, journalName), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as ReplacementJournal);
}

/**
 * Where a file of a folder is, a replacement that was cut short counting as done.
 *
 * @returns nothing for a file that no longer counts
 */
export async function currentPath(folder: string, name: string): Promise<string | undefined> {
  const journal = await readJournal(folder);
  if (journal?.obsolete.includes(name)) return undefined;
  const partial = join(folder, partialName(name));
  return journal?.names.includes(name) && (await exists(partial)) ? partial : join(folder, name);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

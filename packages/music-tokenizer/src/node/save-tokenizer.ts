import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { artifactFiles, manifestFile } from "../artifact/manifest.ts";
import { type ArtifactOptions, toArtifact } from "../artifact/to-artifact.ts";
import type { MusicTokenizer } from "../tokenizer/music-tokenizer.ts";
import { inFolder } from "./in-folder.ts";
import { writeWhole } from "./write-whole.ts";

/**
 * Saves a tokenizer into `folder`, in place of one saved there before. The new files have names of their own and the
 * manifest is replaced last, in one step: stopped at any instant, the folder holds the old tokenizer or the new one.
 *
 * @throws {ArtifactError} if the folder has a `manifest.json` that is not a readable tokenizer's; nothing is written.
 */
export async function saveTokenizer(
  tokenizer: MusicTokenizer,
  folder: string,
  options: ArtifactOptions = {},
): Promise<void> {
  const before = await filesBefore(folder);
  const files = await toArtifact(tokenizer, options);
  await mkdir(folder, { recursive: true });
  for (const [file, bytes] of files) await writeWhole(join(folder, file), bytes);
  for (const file of before) if (!files.has(file)) await rm(join(folder, file), { force: true });
}

async function filesBefore(folder: string): Promise<string[]> {
  const manifest = await readFile(join(folder, manifestFile)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return manifest ? inFolder(folder, artifactFiles(manifest)) : [];
}

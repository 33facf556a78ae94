import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ArtifactError } from "../artifact/artifact-error.ts";
import { fromArtifact } from "../artifact/from-artifact.ts";
import { artifactFiles, manifestFile } from "../artifact/manifest.ts";
import type { MusicTokenizer } from "../tokenizer/music-tokenizer.ts";
import { inFolder } from "./in-folder.ts";

/**
 * The tokenizer that `saveTokenizer` wrote into `folder`.
 *
 * @throws {ArtifactError} on the first file that is missing, foreign, of another version, or damaged.
 */
export async function loadTokenizer(folder: string): Promise<MusicTokenizer> {
  const manifest = await read(folder, manifestFile);
  const files = new Map([[manifestFile, manifest]]);
  for (const file of await inFolder(folder, artifactFiles(manifest)))
    files.set(file, await read(folder, file));
  return inFolder(folder, fromArtifact(files));
}

async function read(folder: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new ArtifactError(join(folder, file), "missing", "the file", "nothing");
  }
}

import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AudioEmbedding, TagProbability } from "../../audio/audio-embedder.ts";
import type { AudioCache } from "../../audio/embed-audio.ts";
import { writeWhole } from "../../node/write-whole.ts";
import { readSafetensors, writeSafetensors } from "../matrices/safetensors.ts";
import { checkedEntry } from "./checked-entry.ts";
import { contentHash } from "./content-hash.ts";

/** Options of `openAudioCache`. */
export interface AudioCacheOptions {
  /** Where embeddings are kept, between runs and for as many embedders as there are names. */
  folder: string;
  /** Names the embedder and all that its rows depend on, such as `"musicnn"`. */
  name: string;
}

/**
 * Keeps the embeddings of audio files by the files' content, one small file each, written whole: another run of
 * `embedAudio` embeds only what is new or has changed, and one that was stopped goes on.
 *
 * `get` throws MatrixFileError when a file of the cache is damaged.
 */
export function openAudioCache({ folder, name }: AudioCacheOptions): AudioCache {
  const entries = join(folder, contentHash(name));
  const pathOf = (file: Uint8Array) => join(entries, `${contentHash(file)}.safetensors`);
  return {
    get: async (file) => {
      const path = pathOf(file);
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      });
      return bytes && readEntry(path, name, bytes);
    },
    set: async (file, { embedding, tags }) => {
      await mkdir(entries, { recursive: true });
      const tensors = new Map([["embedding", { shape: [embedding.length], values: embedding }]]);
      const metadata = {
        name,
        checksum: contentHash(embedding),
        ...(tags && { tags: JSON.stringify(tags) }),
      };
      await writeWhole(pathOf(file), writeSafetensors({ tensors, metadata }));
    },
  };
}

function readEntry(path: string, name: string, bytes: Uint8Array): AudioEmbedding {
  const { tensors, metadata } = readSafetensors(path, bytes, ["embedding"]);
  const embedding = tensors.get("embedding")!.values;
  checkedEntry(path, metadata, { name, checksum: contentHash(embedding) });
  const { tags } = metadata;
  return { embedding, ...(tags !== undefined && { tags: JSON.parse(tags) as TagProbability[] }) };
}

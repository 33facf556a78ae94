import { sha256 } from "../../artifact/checksum.ts";
import type { ItemCorpus } from "./item-corpus.ts";
import { Item2VecInputError, type Item2VecCheckpoint, type Item2VecSettings } from "./item2vec-options.ts";

/** SHA-256 of all that determines a training run. */
export async function fingerprintOf(corpus: ItemCorpus, settings: Item2VecSettings): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([settings, corpus.ids]));
  const parts = [text, bytesOf(corpus.items), bytesOf(corpus.starts)];
  const digests = await Promise.all(parts.map((part) => sha256(part)));
  return sha256(new TextEncoder().encode(digests.join()));
}

/** @throws Item2VecInputError when the checkpoint is of other playlists or options. */
export function checkedCheckpoint(checkpoint: Item2VecCheckpoint, fingerprint: string): Item2VecCheckpoint {
  if (checkpoint.fingerprint !== fingerprint)
    throw new Item2VecInputError(
      "resume",
      `a checkpoint of these playlists and options (${fingerprint.slice(0, 8)}…)`,
      `one of others (${checkpoint.fingerprint.slice(0, 8)}…)`,
    );
  return checkpoint;
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

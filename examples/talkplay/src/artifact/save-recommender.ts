import type { Track } from "@talkplay/datasets";
import { saveHuggingFace } from "@talkplay/llm-core/node";
import type { Llama, Tokenizer } from "@talkplay/llm-core";
import { codeIndexToBytes } from "@talkplay/matcher/bytes";
import type { MusicTokenizer } from "@talkplay/music-tokenizer";
import { saveTokenizer } from "@talkplay/music-tokenizer/node";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codeIndexOf, sha256, version } from "./recommender-format.ts";
import type { Manifest } from "./recommender-format.ts";

/** What a finished run leaves for others to use. */
export interface RecommenderFiles {
  tracks: readonly Track[];
  music: MusicTokenizer;
  model: Llama;
  tokenizer: Tokenizer;
  /** Embeddings of the tracks' documents, row-major [tracks, width]. */
  documents: { rows: Float32Array; width: number };
}

/**
 * Saves a recommender: `tracks.jsonl`, `music-tokenizer/` (codebooks), `model/` (a Hugging Face folder with its
 * tokenizer), `matcher.bin` (the codes), `documents.f32`. `recommender.json`, with the checksums, comes last: without it
 * nothing counts as saved.
 */
export async function saveRecommender(folder: string, files: RecommenderFiles): Promise<void> {
  const { tracks, music, model, tokenizer, documents } = files;
  await mkdir(folder, { recursive: true });
  await saveTokenizer(music, join(folder, "music-tokenizer"));
  await saveHuggingFace(model, join(folder, "model"), { tokenizer });
  const contents: Record<string, Uint8Array<ArrayBuffer>> = {
    "tracks.jsonl": new TextEncoder().encode(tracks.map((track) => `${JSON.stringify(track)}\n`).join("")),
    "matcher.bin": new Uint8Array(codeIndexToBytes(codeIndexOf(music))),
    "documents.f32": new Uint8Array(documents.rows.slice().buffer),
  };
  const checksums: Manifest["files"] = {};
  for (const [name, bytes] of Object.entries(contents)) {
    await writeWhole(join(folder, name), bytes);
    checksums[name] = await sha256(bytes);
  }
  const manifest: Manifest = { version, files: checksums, documentsWidth: documents.width };
  await writeWhole(
    join(folder, "recommender.json"),
    new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`),
  );
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}

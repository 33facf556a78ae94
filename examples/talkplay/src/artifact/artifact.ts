import { createDenseIndex } from "@talkplay/eval";
import type { Track } from "@talkplay/datasets";
import { parseCatalogue } from "@talkplay/datasets";
import { loadLlama, loadTokenizerFolder, saveHuggingFace } from "@talkplay/llm-core/node";
import type { Llama, Tokenizer } from "@talkplay/llm-core";
import { createCodeIndex, createTrie } from "@talkplay/matcher";
import { codeIndexFromBytes, codeIndexToBytes } from "@talkplay/matcher/bytes";
import type { CodeIndex } from "@talkplay/matcher";
import type { MusicTokenizer, TextEmbedder } from "@talkplay/music-tokenizer";
import { loadTokenizer, saveTokenizer } from "@talkplay/music-tokenizer/node";
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createMusicVocabulary } from "../music-tokens/music-vocabulary.ts";
import type { MusicVocabulary } from "../music-tokens/music-vocabulary.ts";
import { Recommender } from "../recommender/recommender.ts";

/** The version of the layout of a recommender's folder. */
const version = 1;

interface Manifest {
  version: number;
  files: Record<string, string>;
  documentsWidth: number;
}

/** A recommender's folder that cannot be loaded. */
export class RecommenderFolderError extends Error {
  override readonly name = "RecommenderFolderError";
  constructor(
    readonly folder: string,
    readonly problem: string,
  ) {
    super(`${folder} ${problem}`);
  }
}

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
 * tokenizer), `matcher.bin` (the codes), `documents.f32`. `recommender.json`, with the checksums, comes last: without it nothing counts as saved.
 */
export async function saveRecommender(folder: string, files: RecommenderFiles): Promise<void> {
  const { tracks, music, model, tokenizer, documents } = files;
  await mkdir(folder, { recursive: true });
  await saveTokenizer(music, join(folder, "music-tokenizer"));
  await saveHuggingFace(model, join(folder, "model"), { tokenizer });
  const contents: Record<string, Uint8Array> = {
    "tracks.jsonl": new TextEncoder().encode(tracks.map((track) => `${JSON.stringify(track)}\n`).join("")),
    "matcher.bin": codeIndexToBytes(codeIndexOf(music)),
    "documents.f32": new Uint8Array(
      documents.rows.buffer,
      documents.rows.byteOffset,
      documents.rows.byteLength,
    ),
  };
  for (const [name, bytes] of Object.entries(contents)) await writeWhole(join(folder, name), bytes);
  const manifest: Manifest = {
    version,
    files: Object.fromEntries(Object.entries(contents).map(([name, bytes]) => [name, sha256(bytes)])),
    documentsWidth: documents.width,
  };
  await writeWhole(
    join(folder, "recommender.json"),
    new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`),
  );
}

/**
 * Loads what {@link saveRecommender} saved.
 *
 * @param options.embedder the text embedder that the documents were embedded with
 * @throws RecommenderFolderError when the folder holds no recommender, another version's, or changed files
 */
export async function loadRecommender(
  folder: string,
  { embedder }: { embedder: TextEmbedder },
): Promise<{ recommender: Recommender; tracks: Track[]; index: CodeIndex }> {
  const manifest = await readManifest(folder);
  const tracksBytes = await readChecked(folder, "tracks.jsonl", manifest);
  const documentBytes = await readChecked(folder, "documents.f32", manifest);
  const tracks = parseCatalogue(new TextDecoder().decode(tracksBytes), {
    format: "jsonl",
    file: join(folder, "tracks.jsonl"),
  });
  const music = await loadTokenizer(join(folder, "music-tokenizer"));
  const model = await loadLlama(join(folder, "model"));
  const tokenizer = await loadTokenizerFolder(join(folder, "model"));
  const index = codeIndexFromBytes(await readChecked(folder, "matcher.bin", manifest));
  const recommender = new Recommender({
    model,
    tokenizer,
    vocabulary: musicVocabularyOf(music, tokenizer),
    ids: tracks.map(({ id }) => id),
    codes: index.codes,
    catalogue: createTrie(index),
    documents: createDenseIndex({
      rows: new Float32Array(documentBytes.buffer, documentBytes.byteOffset, documentBytes.byteLength / 4),
      width: manifest.documentsWidth,
    }),
    embedder,
  });
  return { recommender, tracks, index };
}

/** The codes of a fitted music tokenizer, ready for lookups. */
export function codeIndexOf(music: MusicTokenizer): CodeIndex {
  return createCodeIndex({
    codes: music.codes,
    modalities: music.modalities.map(({ name }) => name),
    ids: music.ids,
  });
}

/** The music tokens of a fitted music tokenizer in a language model's vocabulary. */
export function musicVocabularyOf(music: MusicTokenizer, tokenizer: Tokenizer): MusicVocabulary {
  return createMusicVocabulary({
    tokens: music.vocabulary,
    modalities: music.modalities.map(({ name }) => name),
    clusters: music.modalities.map(({ clusters }) => clusters),
    idOf: (token) => tokenizer.specialId(token),
  });
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, "recommender.json"), "utf8").catch(() => undefined);
  if (text === undefined) {
    throw new RecommenderFolderError(folder, "holds no finished recommender (there is no recommender.json)");
  }
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.version !== version) {
    throw new RecommenderFolderError(
      folder,
      `is of version ${manifest.version}, this reads version ${version}`,
    );
  }
  return manifest;
}

async function readChecked(folder: string, name: string, { files }: Manifest): Promise<Uint8Array> {
  const bytes = await readFile(join(folder, name)).catch(() => undefined);
  if (bytes === undefined) throw new RecommenderFolderError(folder, `lacks ${name}`);
  if (sha256(bytes) !== files[name]) {
    throw new RecommenderFolderError(folder, `has another ${name} than was saved: it was edited or damaged`);
  }
  // A copy of its own, so that its numbers are aligned.
  return new Uint8Array(bytes);
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

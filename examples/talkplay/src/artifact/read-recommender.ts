import { createDenseIndex } from "@talkplay/eval";
import { parseCatalogue } from "@talkplay/datasets";
import type { Track } from "@talkplay/datasets";
import { loadTokenizer, readLlama } from "@talkplay/llm-core";
import type { ModelFiles } from "@talkplay/llm-core";
import { createTrie } from "@talkplay/matcher";
import { codeIndexFromBytes } from "@talkplay/matcher/bytes";
import type { CodeIndex } from "@talkplay/matcher";
import { artifactFiles, fromArtifact } from "@talkplay/music-tokenizer";
import type { MusicTokenizer, TextEmbedder } from "@talkplay/music-tokenizer";
import { Recommender } from "../recommender/recommender.ts";
import { musicVocabularyOf, RecommenderFolderError, sha256, version } from "./recommender-format.ts";
import type { Manifest } from "./recommender-format.ts";

export interface ReadRecommenderOptions {
  /** The text embedder that the documents were embedded with. */
  embedder: TextEmbedder;
  /** Told before each file and each weight of the model: what comes next, and the share of all that is done. */
  onProgress?: (progress: { doing: string; share: number }) => void;
  signal?: AbortSignal;
}

export interface LoadedRecommender {
  recommender: Recommender;
  tracks: Track[];
  index: CodeIndex;
}

/**
 * A saved recommender from wherever its files are.
 *
 * @param folder the files of its folder "" and of the folders "model" and "music-tokenizer" in it
 * @throws RecommenderFolderError when the folder holds no recommender, another version's, or changed files; and what
 *   `fromArtifact`, `readLlama` and `loadTokenizer` throw
 */
export async function readRecommender(
  folder: (name: "" | "model" | "music-tokenizer") => ModelFiles,
  { embedder, onProgress, signal }: ReadRecommenderOptions,
): Promise<LoadedRecommender> {
  const files = folder("");
  const begin = (doing: string, share: number): void => {
    signal?.throwIfAborted();
    onProgress?.({ doing, share });
  };
  begin("catalogue", 0);
  const manifest = await readManifest(files);
  const tracks = parseCatalogue(
    new TextDecoder().decode(await readChecked(files, "tracks.jsonl", manifest)),
    {
      format: "jsonl",
      file: `${files.location}: tracks.jsonl`,
    },
  );
  const index = codeIndexFromBytes(await readChecked(files, "matcher.bin", manifest));
  begin("embeddings of the tracks", 0.1);
  const documents = await readChecked(files, "documents.f32", manifest);
  begin("music tokens", 0.3);
  const music = await readMusicTokenizer(folder("music-tokenizer"));
  begin("tokenizer", 0.4);
  const tokenizerJson = await readWhole(folder("model"), "tokenizer.json");
  const tokenizer = loadTokenizer(JSON.parse(new TextDecoder().decode(tokenizerJson)));
  const model = await readLlama(folder("model"), {
    ...(signal && { signal }),
    onProgress: ({ weight, loaded, total }) =>
      onProgress?.({ doing: `model: ${weight}`, share: 0.4 + (0.6 * loaded) / total }),
  });
  const recommender = new Recommender({
    model,
    tokenizer,
    vocabulary: musicVocabularyOf(music, tokenizer),
    ids: tracks.map(({ id }) => id),
    codes: index.codes,
    catalogue: createTrie(index),
    documents: createDenseIndex({
      rows: new Float32Array(documents.buffer, 0, documents.byteLength / 4),
      width: manifest.documentsWidth,
    }),
    embedder,
  });
  return { recommender, tracks, index };
}

async function readManifest(files: ModelFiles): Promise<Manifest> {
  if ((await files.size("recommender.json")) === undefined)
    throw new RecommenderFolderError(
      files.location,
      "holds no finished recommender (there is no recommender.json)",
    );
  const bytes = await readWhole(files, "recommender.json");
  const manifest = JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
  if (manifest.version === version) return manifest;
  throw new RecommenderFolderError(
    files.location,
    `is of version ${manifest.version}, this reads version ${version}`,
  );
}

async function readMusicTokenizer(files: ModelFiles): Promise<MusicTokenizer> {
  const manifest = await readWhole(files, "manifest.json");
  const contents = new Map<string, Uint8Array>([["manifest.json", manifest]]);
  for (const name of await artifactFiles(manifest)) contents.set(name, await readWhole(files, name));
  return fromArtifact(contents);
}

async function readChecked(
  files: ModelFiles,
  name: string,
  manifest: Manifest,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readWhole(files, name);
  if ((await sha256(bytes)) === manifest.files[name]) return bytes;
  throw new RecommenderFolderError(
    files.location,
    `has another ${name} than was saved: it was edited or damaged`,
  );
}

/** A file's bytes, at the start of a buffer of their own. */
async function readWhole(files: ModelFiles, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const size = await files.size(name);
  if (size === undefined) throw new RecommenderFolderError(files.location, `lacks ${name}`);
  return new Uint8Array(await files.read(name, 0, size));
}

import type { Embeddings } from "../embeddings/embeddings.ts";
import { RowBuffer } from "../embeddings/row-buffer.ts";
import type { AudioClip } from "./audio-clip.ts";
import type { AudioEmbedder, AudioEmbedding, TagProbability } from "./audio-embedder.ts";
import { decodeAudio } from "./decode-audio.ts";

/** Keeps embeddings by the content of the files; `openAudioCache` of `@talkplay/music-tokenizer/node` is one. */
export interface AudioCache {
  get(file: Uint8Array): Promise<AudioEmbedding | undefined>;
  set(file: Uint8Array, embedding: AudioEmbedding): Promise<void>;
}

/** Options of `embedAudio`. */
export interface EmbedAudioOptions {
  /** Track ids. */
  ids: readonly string[];
  /** Reads a track's audio file; undefined for a track that has none, which is absent from the result. */
  readFile: (id: string) => Promise<Uint8Array | undefined>;
  embedder: AudioEmbedder;
  /** A file whose embedding is kept is neither decoded nor embedded again. */
  cache?: AudioCache;
  /** @default decodeAudio */
  decode?: (file: Uint8Array, options: { name: string }) => Promise<AudioClip>;
  /**
   * Called with a track whose file cannot be decoded or embedded, which is then absent from the result.
   * @default the error ends the work
   */
  onUnreadable?: (id: string, error: unknown) => void;
  /** Stops between two tracks; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called after every track. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

/** The embeddings and tags of many recordings. */
export interface EmbeddedAudio {
  embeddings: Embeddings;
  /** By track id, from embedders that tell tags: see {@link likelyTags} for using them. */
  tags: Map<string, TagProbability[]>;
}

/**
 * The embeddings of the audio modality: every track that has a file, in the order given; one file in memory at a time.
 *
 * @throws EmbeddedRowsError when embeddings differ in width or are not finite, AudioFileError or DecoderMissingError
 *   on the first file that cannot be decoded (see `onUnreadable`), and whatever the embedder throws.
 */
export async function embedAudio({
  ids,
  readFile,
  embedder,
  cache,
  decode = decodeAudio,
  onUnreadable,
  signal,
  onProgress,
}: EmbedAudioOptions): Promise<EmbeddedAudio> {
  const buffer = new RowBuffer(ids.length);
  const present: string[] = [];
  const tags = new Map<string, TagProbability[]>();
  const embed = async (id: string, file: Uint8Array) => {
    const kept = await cache?.get(file);
    if (kept) return kept;
    const embedding = await embedder(await decode(file, { name: id }), { signal });
    await cache?.set(file, embedding);
    return embedding;
  };
  for (const [index, id] of ids.entries()) {
    signal?.throwIfAborted();
    const file = await readFile(id);
    try {
      if (file) {
        const embedded = await embed(id, file);
        buffer.set(present.length, embedded.embedding);
        present.push(id);
        if (embedded.tags) tags.set(id, embedded.tags);
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!onUnreadable) throw error;
      onUnreadable(id, error);
    }
    onProgress?.({ done: index + 1, total: ids.length });
  }
  const rows = buffer.rows.slice(0, present.length * buffer.width);
  return { embeddings: { ids: present, rows, width: buffer.width }, tags };
}

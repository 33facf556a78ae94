import type { AudioClip } from "./audio-clip.ts";

/** A tag and how probable it is. */
export interface TagProbability {
  tag: string;
  /** From 0 to 1. */
  probability: number;
}

/** What a model makes of a recording. */
export interface AudioEmbedding {
  /** [width] */
  embedding: Float32Array;
  /** What the model hears, where it tells: the most probable first. */
  tags?: TagProbability[];
}

/**
 * Turns a clip into a vector. The built-in one is musicnn (`@talkplay/music-tokenizer/musicnn`); the paper's is MusicFM
 * (§4.1, 1024 wide). Any function of this shape plugs in: MusicFM, MERT or CLAP behind a server or in ONNX. Matrices
 * computed elsewhere are read by `readEmbeddings` of `@talkplay/music-tokenizer/node`.
 */
export type AudioEmbedder = (clip: AudioClip, options?: { signal?: AbortSignal }) => Promise<AudioEmbedding>;

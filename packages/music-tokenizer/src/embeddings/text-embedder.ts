/** What {@link TextEmbedder} accepts besides the texts. */
export interface TextEmbedderOptions {
  /** Stops the work between two batches; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called after every batch with the number of texts done and the number to do. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

/**
 * Turns texts into vectors: row-major `rows` of shape [texts.length, width], row i for texts[i].
 *
 * The built-in one is Universal Sentence Encoder Lite (`@talkplay/music-tokenizer/use-lite`); the paper's is
 * NV-Embed-v2 (§4.1, 4096 wide). Any function of this shape plugs in.
 */
export type TextEmbedder = (
  texts: readonly string[],
  options?: TextEmbedderOptions,
) => Promise<{ rows: Float32Array; width: number }>;

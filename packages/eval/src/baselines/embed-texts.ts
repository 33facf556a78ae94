import { ArgumentError } from "../errors/argument-error.ts";

/** Options of `embedTexts`. */
export interface EmbedTextsOptions {
  /** Any embedder: rows one after the other, all of one width. [texts, width] */
  embed: (texts: string[]) => ArrayLike<number> | Promise<ArrayLike<number>>;
  /** Each different text is embedded once. */
  texts: readonly string[];
  /** Texts given to `embed` at a time. @default 64 */
  batchSize?: number;
  signal?: AbortSignal;
  onProgress?: (progress: { texts: number; totalTexts: number }) => void;
}

/** The embeddings of some texts, a row each. */
export interface EmbeddedTexts {
  /** In the order of `texts`, for {@link createDenseIndex}. Row-major [texts, width] */
  rows: Float32Array;
  /** Numbers in a row. */
  width: number;
  /** The embedding of one of the texts, for {@link createDenseRanker}'s `embedQuery`; `undefined` for any other text. */
  vectorOf(text: string): Float32Array | undefined;
}

/**
 * Embeds texts by any embedder, in batches: the documents of a catalogue for {@link createDenseIndex}, or the queries of
 * the test dialogues for {@link createDenseRanker}.
 *
 * @throws {ArgumentError} without texts, or if `embed` returns rows of unequal or no width. The signal's reason when
 *   aborted.
 */
export async function embedTexts({
  embed,
  texts,
  batchSize = 64,
  signal,
  onProgress,
}: EmbedTextsOptions): Promise<EmbeddedTexts> {
  if (texts.length === 0)
    throw new ArgumentError({ argument: "texts", expected: "at least one", got: "none" });
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new ArgumentError({ argument: "batchSize", expected: "a whole number from 1", got: batchSize });
  const distinct = [...new Set(texts)];
  const vectors = new Map<string, Float32Array>();
  let width = 0;
  for (let start = 0; start < distinct.length; start += batchSize) {
    signal?.throwIfAborted();
    const batch = distinct.slice(start, start + batchSize);
    const rows = Float32Array.from(await embed(batch));
    width ||= rows.length / batch.length;
    if (width === 0 || !Number.isInteger(width) || rows.length !== width * batch.length)
      throw new ArgumentError({
        argument: "embed",
        expected: `to return ${batch.length} rows of ${width || "one or more"} values`,
        got: `${rows.length} values`,
      });
    for (const [row, text] of batch.entries())
      vectors.set(text, rows.subarray(row * width, (row + 1) * width));
    onProgress?.({ texts: vectors.size, totalTexts: distinct.length });
  }
  const all = new Float32Array(texts.length * width);
  for (const [row, text] of texts.entries()) all.set(vectors.get(text)!, row * width);
  return { rows: all, width, vectorOf: (text) => vectors.get(text) };
}

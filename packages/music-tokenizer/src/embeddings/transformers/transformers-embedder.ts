import { EmbeddedRowsError, RowBuffer } from "../row-buffer.ts";
import type { TextEmbedder } from "../text-embedder.ts";

/** What this needs of transformers.js's `pipeline("feature-extraction", model)`. */
export type FeatureExtractor = (
  texts: string[],
  options: { pooling: "mean" | "cls" | "last_token"; normalize: boolean },
) => Promise<{
  /** Row-major [texts, width]. */
  data: Float32Array;
  dims: readonly number[];
  dispose?(): void;
}>;

/** Options of `createTransformersEmbedder`. */
export interface TransformersEmbedderOptions {
  /** `await pipeline("feature-extraction", "…")` of `@huggingface/transformers`. */
  extractor: FeatureExtractor;
  /** How the tokens' vectors become the text's; as the model was trained. @default "mean" */
  pooling?: "mean" | "cls" | "last_token";
  /** Whether rows have length 1. @default true */
  normalize?: boolean;
  /** Put before every text, as E5 ("passage: ") and others want it. @default "" */
  prefix?: string;
  /** @default 32 */
  batchSize?: number;
}

/**
 * A text embedder that runs a Hugging Face model in this process through transformers.js (an optional peer
 * dependency), in Node or in a browser.
 *
 * The embedder throws EmbeddedRowsError when the extractor gives other than one row a text.
 */
export function createTransformersEmbedder({
  extractor,
  pooling = "mean",
  normalize = true,
  prefix = "",
  batchSize = 32,
}: TransformersEmbedderOptions): TextEmbedder {
  return async (texts, { signal, onProgress } = {}) => {
    const buffer = new RowBuffer(texts.length);
    for (let start = 0; start < texts.length; start += batchSize) {
      signal?.throwIfAborted();
      const batch = texts.slice(start, start + batchSize).map((text) => prefix + text);
      const output = await extractor(batch, { pooling, normalize });
      const { data, dims } = output;
      const [count = 0, width = 0] = dims;
      if (dims.length !== 2 || count !== batch.length || data.length !== count * width)
        throw new EmbeddedRowsError(start, `a matrix of ${batch.length} rows`, `[${dims.join(", ")}]`);
      for (let row = 0; row < count; row++)
        buffer.set(start + row, data.slice(row * width, (row + 1) * width));
      output.dispose?.();
      onProgress?.({ done: start + batch.length, total: texts.length });
    }
    return { rows: buffer.rows, width: buffer.width };
  };
}

import { InvalidSamplingOptionError } from "./invalid-sampling-option-error.ts";

/**
 * Top-k filtering: logits below the k-th largest become -Infinity. Logits equal to the k-th largest all stay,
 * as in transformers. The input is not changed.
 *
 * @param logits - next-token logits, [vocabSize]
 * @param topK - how many to keep, at least 1; more than the vocabulary keeps everything
 * @throws InvalidSamplingOptionError if `topK` is not a positive integer
 * @see Fan, Lewis and Dauphin 2018, "Hierarchical Neural Story Generation", §5.4
 */
export function keepTopK(logits: Float32Array, topK: number): Float32Array {
  if (!(Number.isInteger(topK) && topK >= 1)) {
    throw new InvalidSamplingOptionError("topK", topK, "an integer of at least 1");
  }
  if (topK >= logits.length) return logits;
  const threshold = logits.toSorted()[logits.length - topK]!;
  return logits.map((logit) => (logit < threshold ? -Infinity : logit));
}

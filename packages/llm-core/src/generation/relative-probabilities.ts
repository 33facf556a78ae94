/** Probabilities divided by the largest one: exp(logit − largest logit), [vocabSize]. */
export function relativeProbabilities(logits: Float32Array): Float64Array {
  const largest = logits.reduce((left, right) => Math.max(left, right), -Infinity);
  return Float64Array.from(logits, (logit) => Math.exp(logit - largest));
}

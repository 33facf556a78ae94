import { InvalidSamplingOptionError } from "./invalid-sampling-option-error.ts";
import { relativeProbabilities } from "./relative-probabilities.ts";

/**
 * Nucleus (top-p) filtering: keeps the smallest set of most probable tokens whose probabilities sum to at least
 * `topP`; the rest become -Infinity. The most probable token always stays; of equal ones the lower id stays first.
 * The input is not changed.
 *
 * @param logits - next-token logits, [vocabSize]
 * @param topP - probability mass to keep, 0 to 1
 * @throws InvalidSamplingOptionError if `topP` is outside [0, 1]
 * @see Holtzman et al. 2020, "The Curious Case of Neural Text Degeneration", §3.1
 */
export function keepTopP(logits: Float32Array, topP: number): Float32Array {
  if (!(topP >= 0 && topP <= 1)) throw new InvalidSamplingOptionError("topP", topP, "a number from 0 to 1");
  if (topP === 1) return logits;

  const weights = relativeProbabilities(logits);
  const removable = (1 - topP) * weights.reduce((sum, weight) => sum + weight, 0);

  // Tokens below an equal share of the removable mass are removed in any order: only the others need sorting.
  const equalShare = removable / weights.length;
  const contenders = weights.filter((weight) => weight >= equalShare).toSorted();
  let removed = weights.reduce((sum, weight) => (weight < equalShare ? sum + weight : sum), 0);
  let firstKept = 0;
  while (firstKept < contenders.length - 1) {
    removed += contenders[firstKept]!;
    if (removed > removable) break;
    firstKept++;
  }

  const threshold = contenders[firstKept]!;
  let ties = contenders.subarray(firstKept).filter((weight) => weight === threshold).length;
  return logits.map((logit, id) => {
    const weight = weights[id]!;
    return weight > threshold || (weight === threshold && ties-- > 0) ? logit : -Infinity;
  });
}

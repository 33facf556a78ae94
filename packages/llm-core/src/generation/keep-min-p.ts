import { InvalidSamplingOptionError } from "./invalid-sampling-option-error.ts";
import { relativeProbabilities } from "./relative-probabilities.ts";

/**
 * Min-p filtering: tokens less probable than `minP` times the most probable token become -Infinity.
 * The input is not changed.
 *
 * @param logits - next-token logits, [vocabSize]
 * @param minP - share of the largest probability, 0 (keeps everything) to 1
 * @throws InvalidSamplingOptionError if `minP` is outside [0, 1]
 * @see Nguyen et al. 2024, "Turning Up the Heat: Min-p Sampling", arXiv 2407.01082
 */
export function keepMinP(logits: Float32Array, minP: number): Float32Array {
  if (!(minP >= 0 && minP <= 1)) throw new InvalidSamplingOptionError("minP", minP, "a number from 0 to 1");
  const relative = relativeProbabilities(logits);
  return logits.map((logit, id) => (relative[id]! < minP ? -Infinity : logit));
}

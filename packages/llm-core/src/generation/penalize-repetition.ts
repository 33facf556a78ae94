import { InvalidSamplingOptionError } from "./invalid-sampling-option-error.ts";

/**
 * Repetition penalty: the logit of every token that occurs in `ids` is divided by the penalty if positive and
 * multiplied by it if negative, once however often the token occurs. The input is not changed.
 *
 * @param logits - next-token logits, [vocabSize]
 * @param ids - the prompt and what has been generated
 * @param penalty - above 1 discourages repetition, 1 does nothing
 * @throws InvalidSamplingOptionError if the penalty is not a positive finite number
 * @see Keskar et al. 2019, "CTRL", arXiv 1909.05858, §4.1
 */
export function penalizeRepetition(
  logits: Float32Array,
  ids: Iterable<number>,
  penalty: number,
): Float32Array {
  if (!(penalty > 0 && penalty < Infinity)) {
    throw new InvalidSamplingOptionError("repetitionPenalty", penalty, "a finite number above 0");
  }
  if (penalty === 1) return logits;
  const penalized = logits.slice();
  for (const id of ids) {
    const logit = logits[id]!;
    penalized[id] = logit < 0 ? logit * penalty : logit / penalty;
  }
  return penalized;
}

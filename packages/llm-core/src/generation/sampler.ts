import { keepMinP } from "./keep-min-p.ts";
import { keepTopK } from "./keep-top-k.ts";
import { keepTopP } from "./keep-top-p.ts";
import { NonFiniteLogitsError } from "./non-finite-logits-error.ts";
import { penalizeRepetition } from "./penalize-repetition.ts";
import { relativeProbabilities } from "./relative-probabilities.ts";
import { scaleByTemperature } from "./scale-by-temperature.ts";

/**
 * Picks the next token id. `logits` is [vocabSize], with -Infinity where a constraint forbids a token; a sampler
 * must never pick such a token.
 */
export type Sampler = (logits: Float32Array, step: SamplingStep) => number;

/** What a token is drawn from, beside the logits. */
export interface SamplingStep {
  /** The prompt's ids and those generated so far. */
  ids: readonly number[];
  /** Uniform in [0, 1), seeded. */
  random: () => number;
}

/** How tokens are drawn from the distribution. */
export interface SamplingOptions {
  /**
   * Divides the logits; above 0. TalkPlay §4.4 uses 1.0.
   * @default 1
   */
  temperature?: number;
  /** Keep the `topK` most probable tokens. Unset keeps all. */
  topK?: number;
  /**
   * Keep the smallest set of tokens that holds this probability mass. TalkPlay §4.4 uses 0.9.
   * @default 0.9
   */
  topP?: number;
  /** Keep tokens at least `minP` times as probable as the most probable one. Unset keeps all. */
  minP?: number;
  /**
   * Discourages tokens of the prompt and of what has been generated. TalkPlay §4.4 uses 1.0, which does nothing.
   * @default 1
   */
  repetitionPenalty?: number;
}

/** The most probable token; of equal ones the lowest id. */
export const greedy: Sampler = (logits) => {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
  return best;
};

/**
 * A sampler that draws from the filtered distribution.
 *
 * @throws InvalidSamplingOptionError if an option is out of range
 */
export function createSampler(options: SamplingOptions = {}): Sampler {
  filterLogits(Float32Array.of(0), [], options); // A wrong option fails here, not after a long prompt.
  return (logits, step) => drawToken(filterLogits(logits, step.ids, options), step.random);
}

/**
 * The logits that sampling draws from: repetition penalty, temperature, top-k, top-p and min-p, in this order, which
 * is that of transformers' `generate`. Filtered tokens are -Infinity; softmax gives the distribution. The input is
 * not changed.
 *
 * @param logits - next-token logits, [vocabSize]
 * @param ids - the prompt's ids and those generated so far
 * @throws InvalidSamplingOptionError if an option is out of range
 */
export function filterLogits(
  logits: Float32Array,
  ids: Iterable<number>,
  { temperature = 1, topK, topP = 0.9, minP, repetitionPenalty = 1 }: SamplingOptions,
): Float32Array {
  let filtered = penalizeRepetition(logits, ids, repetitionPenalty);
  filtered = scaleByTemperature(filtered, temperature);
  if (topK !== undefined) filtered = keepTopK(filtered, topK);
  filtered = keepTopP(filtered, topP);
  if (minP !== undefined) filtered = keepMinP(filtered, minP);
  return filtered;
}

function drawToken(logits: Float32Array, random: () => number): number {
  const weights = relativeProbabilities(logits);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!Number.isFinite(total)) throw new NonFiniteLogitsError();
  let remaining = random() * total;
  let drawn = -1;
  for (let id = 0; id < weights.length; id++) {
    if (weights[id] === 0) continue;
    drawn = id;
    remaining -= weights[id]!;
    if (remaining < 0) break;
  }
  return drawn;
}

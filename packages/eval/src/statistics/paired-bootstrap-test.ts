import { ArgumentError } from "../errors/argument-error.ts";
import { sumDifferencesByDialogue } from "./dialogue-sums.ts";
import { resampledMeans } from "./resampled-means.ts";

/** Options of `pairedBootstrapTest`. */
export interface PairedBootstrapOptions {
  /** One value per turn of the first system. */
  first: ArrayLike<number>;
  /** The second system's values on the same turns. */
  second: ArrayLike<number>;
  /** The dialogue of each turn: dialogues are resampled whole. */
  groups: ArrayLike<string>;
  /** Of the resamples: the same seed gives the same figures. */
  seed: number;
  /** @default 10000 */
  resamples?: number;
}

/** How far two systems are apart, and whether that may be chance. */
export interface PairedBootstrapResult {
  /** Mean over turns of `first − second`. */
  difference: number;
  /** Probability, if the systems were alike on average, of a difference at least this large in either direction. */
  pValue: number;
}

/**
 * Paired bootstrap test of the mean difference between two systems, two-sided: the differences of whole dialogues are
 * resampled, and their means are shifted to have the mean 0 that they would have if the systems were alike. It assumes
 * that the dialogues are a sample of many more, where {@link pairedPermutationTest} assumes that under the null
 * hypothesis either system could have given either result. p = (1 + resamples at least as extreme) / (1 + resamples).
 *
 * @throws {ArgumentError} for unequal lengths, values that are not finite, or fewer than two dialogues.
 * @see Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, §16.4; Sakai, "Evaluating Evaluation Metrics
 *   Based on the Bootstrap", SIGIR 2006.
 */
export function pairedBootstrapTest({
  first,
  second,
  groups,
  seed,
  resamples = 10_000,
}: PairedBootstrapOptions): PairedBootstrapResult {
  if (!Number.isInteger(resamples) || resamples < 1)
    throw new ArgumentError({ argument: "resamples", expected: "a whole number from 1", got: resamples });

  const dialogues = sumDifferencesByDialogue(first, second, groups);
  const difference = dialogues.sums.reduce((sum, value) => sum + value, 0) / first.length;
  // Sums in another order may differ in the last bits: equal differences must count as equal.
  const threshold = Math.abs(difference) * (1 - 1e-12);
  let extreme = 0;
  for (const mean of resampledMeans(dialogues, seed, resamples))
    if (Math.abs(mean - difference) >= threshold) extreme++;
  return { difference, pValue: (1 + extreme) / (1 + resamples) };
}

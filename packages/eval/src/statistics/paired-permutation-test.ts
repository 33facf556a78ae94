import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { ArgumentError } from "../errors/argument-error.ts";
import { sumDifferencesByDialogue } from "./dialogue-sums.ts";

/** Options of `pairedPermutationTest`. */
export interface PairedPermutationOptions {
  /** One value per turn of the first system. */
  first: ArrayLike<number>;
  /** The second system's values on the same turns. */
  second: ArrayLike<number>;
  /** The dialogue of each turn: the two systems are swapped in whole dialogues. */
  groups: ArrayLike<string>;
  /** Of the swaps that are drawn: the same seed gives the same figures. */
  seed: number;
  /** Swaps drawn at random; when all 2^dialogues are no more than this, all are tried instead. @default 10000 */
  permutations?: number;
}

/** How far two systems are apart, and whether that may be chance. */
export interface PairedPermutationResult {
  /** Mean over turns of `first − second`. */
  difference: number;
  /** Probability, if the systems were alike, of a difference at least this large in either direction. */
  pValue: number;
  /** All swaps were tried, so `pValue` is exact. */
  exact: boolean;
}

/**
 * Paired permutation (sign-flip) test of the mean difference between two systems, two-sided. Drawn at random,
 * p = (1 + swaps at least as extreme) / (1 + swaps), which is never 0.
 *
 * @throws {ArgumentError} for unequal lengths, values that are not finite, or fewer than two dialogues.
 * @see Fisher 1935; Smucker, Allan and Carterette, "A Comparison of Statistical Significance Tests for Information
 *   Retrieval Evaluation", CIKM 2007; Phipson and Smyth 2010 for the 1 in p.
 */
export function pairedPermutationTest({
  first,
  second,
  groups,
  seed,
  permutations = 10_000,
}: PairedPermutationOptions): PairedPermutationResult {
  if (!Number.isInteger(permutations) || permutations < 1)
    throw new ArgumentError({
      argument: "permutations",
      expected: "a whole number from 1",
      got: permutations,
    });

  const { sums } = sumDifferencesByDialogue(first, second, groups);
  const observed = sums.reduce((sum, value) => sum + value, 0);
  // Sums in another order may differ in the last bits: equal swaps must count as equal.
  const threshold = Math.abs(observed) - 1e-12 * sums.reduce((sum, value) => sum + Math.abs(value), 0);

  const exact = 2 ** sums.length <= permutations;
  const extreme = exact
    ? countExtremeOfAll(sums, threshold)
    : countExtremeOfDrawn(sums, threshold, seed, permutations);
  return {
    difference: observed / first.length,
    pValue: exact ? extreme / 2 ** sums.length : (1 + extreme) / (1 + permutations),
    exact,
  };
}

function countExtremeOfAll(sums: Float64Array, threshold: number): number {
  let extreme = 0;
  for (let swaps = 0; swaps < 2 ** sums.length; swaps++) {
    let sum = 0;
    for (let dialogue = 0; dialogue < sums.length; dialogue++)
      sum += (swaps >> dialogue) & 1 ? -sums[dialogue]! : sums[dialogue]!;
    if (Math.abs(sum) >= threshold) extreme++;
  }
  return extreme;
}

function countExtremeOfDrawn(
  sums: Float64Array,
  threshold: number,
  seed: number,
  permutations: number,
): number {
  const random = xoroshiro128plus(seed);
  let extreme = 0;
  for (let permutation = 0; permutation < permutations; permutation++) {
    let sum = 0;
    let bits = 0;
    for (let dialogue = 0; dialogue < sums.length; dialogue++) {
      if (dialogue % 30 === 0) bits = uniformInt(random, 0, 2 ** 30 - 1);
      sum += bits & 1 ? -sums[dialogue]! : sums[dialogue]!;
      bits >>= 1;
    }
    if (Math.abs(sum) >= threshold) extreme++;
  }
  return extreme;
}

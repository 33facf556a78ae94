import { ArgumentError } from "../errors/argument-error.ts";
import { checkCutoff } from "./tie-rank.ts";

/** Options of `novelty`. */
export interface NoveltyOptions {
  /** How often each track was played or listed in training; tracks that are missing count 0. */
  counts: ReadonlyMap<string, number>;
  /** Number of tracks in the catalogue. */
  catalogueSize: number;
  /** K: how many of the first tracks of each ranking count. */
  cutoff: number;
}

/**
 * Novelty at K: the mean surprise, in bits, of the tracks among the first K of every ranking, by their popularity in
 * training. 1 is added to every count, so that a track never seen is surprising and not infinitely so.
 *
 *     novelty@K = mean of −log₂ p(track),   p = (count + 1) / (Σ counts + catalogue size)
 *
 * @returns `NaN` when nothing was recommended.
 * @throws {ArgumentError} for a count that is not a number from 0, or an impossible size or cutoff.
 * @see Zhou et al., "Solving the apparent diversity-accuracy dilemma of recommender systems", PNAS 2010 (mean
 *   self-information); the smoothing is ours.
 */
export function novelty(
  rankings: Iterable<readonly string[]>,
  { counts, catalogueSize, cutoff }: NoveltyOptions,
): number {
  checkCutoff(cutoff);
  if (!Number.isInteger(catalogueSize) || catalogueSize < 1)
    throw new ArgumentError({
      argument: "catalogueSize",
      expected: "a whole number from 1",
      got: catalogueSize,
    });
  let mass = catalogueSize;
  for (const [id, count] of counts) {
    if (!(count >= 0 && count < Infinity))
      throw new ArgumentError({ argument: `counts of "${id}"`, expected: "a number from 0", got: count });
    mass += count;
  }
  let bits = 0;
  let recommended = 0;
  for (const ranked of rankings)
    for (const id of ranked.slice(0, cutoff)) {
      bits -= Math.log2(((counts.get(id) ?? 0) + 1) / mass);
      recommended++;
    }
  return bits / recommended;
}

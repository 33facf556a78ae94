import { expectedAtFirstRelevant } from "./first-relevant.ts";
import { checkCutoff } from "./tie-rank.ts";
import type { TieRank } from "./tie-rank.ts";

/**
 * Reciprocal rank of the first of several relevant items; its mean is MRR. With one item it equals
 * {@link reciprocalRank}.
 *
 *     RR = 1 / position of the first relevant item; with ties its expected value
 *
 * Positions beyond `cutoff` count 0 (MRR@cutoff).
 *
 * @param ranks one entry per relevant item, `undefined` for one that was not ranked.
 * @param cutoff @default no cutoff
 * @throws {ArgumentError} without any relevant item, or for an impossible rank or cutoff.
 * @see Voorhees, "The TREC-8 Question Answering Track Report", 1999.
 */
export function firstReciprocalRank(ranks: readonly (TieRank | undefined)[], cutoff = Infinity): number {
  if (cutoff !== Infinity) checkCutoff(cutoff);
  return expectedAtFirstRelevant(ranks, (position) => (position <= cutoff ? 1 / position : 0), 0);
}

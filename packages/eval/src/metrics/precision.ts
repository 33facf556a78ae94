import { hitAtK } from "./hit-rate.ts";
import { checkRelevant } from "./tie-rank.ts";
import type { TieRank } from "./tie-rank.ts";

/**
 * Precision@K: the share of the first K places that relevant items hold. A list shorter than K is not excused.
 *
 *     Precision@K = |relevant ∩ first K| / K
 *
 * The expectation over the orders of ties is a sum over items, so it is exact.
 *
 * @param ranks one entry per relevant item, `undefined` for one that was not ranked.
 * @throws {ArgumentError} without any relevant item, or for an impossible rank or cutoff.
 * @see Manning, Raghavan and Schütze, "Introduction to Information Retrieval", §8.4.
 */
export function precisionAtK(ranks: readonly (TieRank | undefined)[], cutoff: number): number {
  checkRelevant(ranks);
  let hits = 0;
  for (const rank of ranks) hits += hitAtK(rank, cutoff);
  return hits / cutoff;
}

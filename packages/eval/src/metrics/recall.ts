import { hitAtK } from "./hit-rate.ts";
import { checkRelevant } from "./tie-rank.ts";
import type { TieRank } from "./tie-rank.ts";

/**
 * Recall@K: the share of the relevant items that are among the first K.
 *
 *     Recall@K = |relevant ∩ first K| / |relevant|
 *
 * The expectation over the orders of ties is a sum over items, so it is exact: the mean of each item's expected Hit@K.
 * With one relevant item it equals {@link hitAtK}.
 *
 * @param ranks one entry per relevant item, `undefined` for one that was not ranked.
 * @throws {ArgumentError} without any relevant item, or for an impossible rank or cutoff.
 * @see Manning, Raghavan and Schütze, "Introduction to Information Retrieval", §8.4.
 */
export function recallAtK(ranks: readonly (TieRank | undefined)[], cutoff: number): number {
  checkRelevant(ranks);
  let sum = 0;
  for (const rank of ranks) sum += hitAtK(rank, cutoff);
  return sum / ranks.length;
}

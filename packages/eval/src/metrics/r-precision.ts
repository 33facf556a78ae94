import { recallAtK } from "./recall.ts";
import type { TieRank } from "./tie-rank.ts";

/**
 * R-precision: precision at as many places as there are relevant items, where precision and recall are one.
 *
 *     R-precision = |relevant ∩ first R| / R,   R = |relevant|
 *
 * With ties its expected value.
 *
 * @param ranks one entry per relevant item, `undefined` for one that was not ranked.
 * @throws {ArgumentError} without any relevant item, or for an impossible rank.
 * @see Manning, Raghavan and Schütze, "Introduction to Information Retrieval", §8.4.
 */
export function rPrecision(ranks: readonly (TieRank | undefined)[]): number {
  return recallAtK(ranks, Math.max(ranks.length, 1));
}

import { expectedAtFirstRelevant } from "./first-relevant.ts";
import { checkCutoff } from "./tie-rank.ts";
import type { TieRank } from "./tie-rank.ts";

/**
 * Hit@K of several relevant items: 1 if at least one is among the first K, else 0; with ties its expected value. With
 * one item it equals {@link hitAtK}.
 *
 * @param ranks one entry per relevant item, `undefined` for one that was not ranked.
 * @throws {ArgumentError} without any relevant item, or for an impossible rank or cutoff.
 */
export function firstHitAtK(ranks: readonly (TieRank | undefined)[], cutoff: number): number {
  checkCutoff(cutoff);
  return expectedAtFirstRelevant(ranks, (position) => (position <= cutoff ? 1 : 0), 0);
}

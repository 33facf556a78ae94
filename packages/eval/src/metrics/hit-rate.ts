import { checkCutoff, checkTieRank } from "./tie-rank.ts";
import type { TieRank } from "./tie-rank.ts";

/**
 * Hit@K of the one relevant item: 1 if it is among the first K, else 0; its mean over turns is the hit rate.
 *
 *     Hit@K = [position ≤ K],   with ties   Hit@K = min(max(K − better, 0), tied) / tied
 *
 * @param rank the relevant item's rank; `undefined` when it was not ranked, which scores 0.
 * @throws {ArgumentError} for an impossible rank or cutoff.
 * @see TalkPlay §5.1 (Hit@K). Ties: McSherry and Najork, ECIR 2008.
 */
export function hitAtK(rank: TieRank | undefined, cutoff: number): number {
  checkCutoff(cutoff);
  if (rank === undefined) return 0;
  checkTieRank(rank);
  return Math.min(Math.max(cutoff - rank.better, 0), rank.tied) / rank.tied;
}

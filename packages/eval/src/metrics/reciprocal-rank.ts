import { checkCutoff, checkTieRank } from "./tie-rank.ts";
import type { TieRank } from "./tie-rank.ts";

/**
 * Reciprocal rank of the one relevant item; its mean over turns is MRR.
 *
 *     RR = 1 / position,   with ties   RR = (1 / tied) · Σ_{position = better + 1}^{better + tied} 1 / position
 *
 * Positions beyond `cutoff` count 0 (MRR@cutoff).
 *
 * @param rank the relevant item's rank; `undefined` when it was not ranked, which scores 0.
 * @param cutoff @default no cutoff (the paper does not state one).
 * @throws {ArgumentError} for an impossible rank or cutoff.
 * @see Voorhees, "The TREC-8 Question Answering Track Report", 1999. Ties: McSherry and Najork, "Computing Information
 *   Retrieval Performance Measures Efficiently in the Presence of Tied Scores", ECIR 2008.
 */
export function reciprocalRank(rank: TieRank | undefined, cutoff?: number): number {
  if (cutoff !== undefined) checkCutoff(cutoff);
  if (rank === undefined) return 0;
  checkTieRank(rank);
  const last = Math.min(rank.better + rank.tied, cutoff ?? Infinity);
  let sum = 0;
  for (let position = rank.better + 1; position <= last; position++) sum += 1 / position;
  return sum / rank.tied;
}

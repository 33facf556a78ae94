import { checkCutoff, checkRelevant, checkTieRank } from "./tie-rank.ts";
import type { TieRank } from "./tie-rank.ts";

/**
 * Normalised discounted cumulative gain at K with binary relevance.
 *
 *     DCG@K = Σ_{relevant items at position ≤ K} 1 / log₂(position + 1),   nDCG@K = DCG@K / DCG@K of the ideal order
 *
 * The expectation over the orders of ties is a sum over items, so it is exact.
 *
 * @param ranks one entry per relevant item, `undefined` for one that was not ranked.
 * @throws {ArgumentError} without any relevant item, or for an impossible rank or cutoff.
 * @see Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", TOIS 2002. Ties: McSherry and
 *   Najork, ECIR 2008.
 */
export function ndcgAtK(ranks: readonly (TieRank | undefined)[], cutoff: number): number {
  checkCutoff(cutoff);
  checkRelevant(ranks);
  let gain = 0;
  for (const rank of ranks) if (rank !== undefined) gain += expectedDiscount(rank, cutoff);
  let idealGain = 0;
  for (let position = 1; position <= Math.min(cutoff, ranks.length); position++)
    idealGain += discount(position);
  return gain / idealGain;
}

function expectedDiscount(rank: TieRank, cutoff: number): number {
  checkTieRank(rank);
  const last = Math.min(rank.better + rank.tied, cutoff);
  let sum = 0;
  for (let position = rank.better + 1; position <= last; position++) sum += discount(position);
  return sum / rank.tied;
}

function discount(position: number): number {
  return 1 / Math.log2(position + 1);
}

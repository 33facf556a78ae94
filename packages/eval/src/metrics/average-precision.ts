import { checkCutoff, checkRelevant, checkTieRank } from "./tie-rank.ts";
import type { TieRank } from "./tie-rank.ts";

/**
 * Average precision; its mean over turns is MAP. With one relevant item it equals {@link reciprocalRank}.
 *
 *     AP@K = 1/|relevant| · Σ_{relevant items at position p ≤ K} (relevant items at positions ≤ p) / p
 *
 * With ties its expected value, which is exact: in a tie of t items after `better` others, r of them relevant and R
 * relevant ones above, a relevant item is at better + j with probability 1/t, and then (j − 1)(r − 1)/(t − 1) others
 * of the tie are expected before it.
 *
 * @param ranks one entry per relevant item, `undefined` for one that was not ranked.
 * @param cutoff @default no cutoff
 * @throws {ArgumentError} without any relevant item, or for an impossible rank or cutoff.
 * @see Manning, Raghavan and Schütze, "Introduction to Information Retrieval", §8.4; divided by all relevant items, as
 *   trec_eval and ranx do. Ties: McSherry and Najork, ECIR 2008.
 */
export function averagePrecision(ranks: readonly (TieRank | undefined)[], cutoff = Infinity): number {
  if (cutoff !== Infinity) checkCutoff(cutoff);
  checkRelevant(ranks);
  const ranked = ranks.filter((rank) => rank !== undefined).toSorted((a, b) => a.better - b.better);
  for (const rank of ranked) checkTieRank(rank);

  let sum = 0;
  for (let start = 0; start < ranked.length; ) {
    const { better, tied } = ranked[start]!;
    let end = start;
    while (end < ranked.length && ranked[end]!.better === better) end++;
    const relevant = end - start;
    const othersPerPlace = tied > 1 ? (relevant - 1) / (tied - 1) : 0;
    const last = Math.min(better + tied, cutoff);
    for (let position = better + 1; position <= last; position++) {
      const before = start + (position - better - 1) * othersPerPlace;
      sum += ((relevant / tied) * (before + 1)) / position;
    }
    start = end;
  }
  return sum / ranks.length;
}

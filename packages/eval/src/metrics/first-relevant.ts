import { ArgumentError } from "../errors/argument-error.ts";
import { checkRelevant, checkTieRank } from "./tie-rank.ts";
import type { TieRank } from "./tie-rank.ts";

/**
 * Expected value, over the orders of equal scores, of a quantity that depends on the first relevant item's position.
 * Only the best tie that holds a relevant item can hold the first one. With `tied` items of which r are relevant,
 *
 *     P(first at better + j) = r / (tied − j + 1) · Π_{i < j} (1 − r / (tied − i + 1))   for j = 1 … tied − r + 1
 *
 * @param ranks one entry per relevant item, `undefined` for one that was not ranked.
 * @param valueAt the quantity when the first relevant item stands at a position, from 1.
 * @param none the quantity when no relevant item was ranked.
 * @throws {ArgumentError} without any relevant item, for an impossible rank, or more relevant items in a tie than it has.
 */
export function expectedAtFirstRelevant(
  ranks: readonly (TieRank | undefined)[],
  valueAt: (position: number) => number,
  none: number,
): number {
  checkRelevant(ranks);
  let best: TieRank | undefined;
  let relevant = 0;
  for (const rank of ranks) {
    if (rank === undefined) continue;
    checkTieRank(rank);
    if (best === undefined || rank.better < best.better) {
      best = rank;
      relevant = 0;
    }
    if (rank.better === best.better) relevant++;
  }
  if (best === undefined) return none;
  const { better, tied } = best;
  if (relevant > tied)
    throw new ArgumentError({
      argument: "ranks",
      expected: `at most ${tied} in a tie of ${tied}`,
      got: relevant,
    });

  let expected = 0;
  let noneBefore = 1;
  for (let place = 0; place <= tied - relevant; place++) {
    const first = relevant / (tied - place);
    expected += noneBefore * first * valueAt(better + place + 1);
    noneBefore *= 1 - first;
  }
  return expected;
}

import type { TieRank } from "./tie-rank.ts";

/**
 * The rank of one id in a ranked list. With scores, equal scores are ties whatever their order in the list; without,
 * the list's order is the rank. A list cut at its top K knows only the ties inside it: keep the rank over the whole
 * catalogue beside it ({@link RunTurn.rankOfTruth}) when ties can cross the cut.
 *
 * @param ranked ids, best first.
 * @param scores one score per id, never rising. @default none
 * @returns `undefined` when the id is not in the list.
 */
export function rankFromList(
  ranked: readonly string[],
  id: string,
  scores?: ArrayLike<number>,
): TieRank | undefined {
  const place = ranked.indexOf(id);
  if (place < 0) return undefined;
  if (scores === undefined) return { better: place, tied: 1 };
  let first = place;
  while (first > 0 && scores[first - 1] === scores[place]) first--;
  let last = place;
  while (last < ranked.length - 1 && scores[last + 1] === scores[place]) last++;
  return { better: first, tied: last - first + 1 };
}

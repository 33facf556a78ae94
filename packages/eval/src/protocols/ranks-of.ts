import type { TieRank } from "../metrics/tie-rank.ts";

/** The rank of each relevant id in a list without ties, `undefined` for one that the list lacks. */
export function ranksOf(ranked: readonly string[], relevant: Iterable<string>): (TieRank | undefined)[] {
  const placeOf = new Map<string, number>();
  for (const [place, id] of ranked.entries()) placeOf.set(id, place);
  return Array.from(relevant, (id) => {
    const better = placeOf.get(id);
    return better === undefined ? undefined : { better, tied: 1 };
  });
}

import { checkCatalogue } from "./check-catalogue.ts";
import { checkCutoff } from "./tie-rank.ts";

/**
 * Gini coefficient of how often the catalogue's tracks are recommended among the first K: 0 when all are equally often,
 * towards 1 when few take all. Tracks that are never recommended count.
 *
 *     Gini = Σ_{i=1}^{n} (2i − n − 1) · c₍ᵢ₎ / (n · Σ c)   over the counts c in ascending order
 *
 * Ids outside the catalogue do not count (see {@link validityShare}).
 *
 * @returns `NaN` when nothing of the catalogue was recommended.
 * @throws {ArgumentError} for an empty catalogue or an impossible cutoff.
 * @see Gini 1912; Fleder and Hosanagar, "Blockbuster Culture's Next Rise or Fall", Management Science 2009.
 */
export function giniCoefficient(
  rankings: Iterable<readonly string[]>,
  catalogue: ReadonlySet<string>,
  cutoff: number,
): number {
  checkCutoff(cutoff);
  checkCatalogue(catalogue);
  const counts = new Map<string, number>();
  for (const ranked of rankings)
    for (const id of ranked.slice(0, cutoff))
      if (catalogue.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1);

  const ascending = Float64Array.from(counts.values()).toSorted();
  const unseen = catalogue.size - ascending.length; // their counts are 0, and their places come first
  let weighted = 0;
  let total = 0;
  for (const [index, count] of ascending.entries()) {
    weighted += (2 * (unseen + index + 1) - catalogue.size - 1) * count;
    total += count;
  }
  return weighted / (catalogue.size * total);
}

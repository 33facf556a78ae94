import { checkCatalogue } from "./check-catalogue.ts";
import { checkCutoff } from "./tie-rank.ts";

/**
 * Catalogue coverage at K: the share of the catalogue that appears among the first K of at least one ranking.
 *
 *     coverage@K = |∪ first K of each ranking| / |catalogue|
 *
 * Ids outside the catalogue do not count (see {@link validityShare}).
 *
 * @throws {ArgumentError} for an empty catalogue or an impossible cutoff.
 * @see Ge, Delgado-Battenfeld and Jannach, "Beyond Accuracy", RecSys 2010.
 */
export function catalogueCoverage(
  rankings: Iterable<readonly string[]>,
  catalogue: ReadonlySet<string>,
  cutoff: number,
): number {
  checkCutoff(cutoff);
  checkCatalogue(catalogue);
  const recommended = new Set<string>();
  for (const ranked of rankings)
    for (const id of ranked.slice(0, cutoff)) if (catalogue.has(id)) recommended.add(id);
  return recommended.size / catalogue.size;
}

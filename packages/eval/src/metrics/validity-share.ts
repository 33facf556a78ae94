/**
 * Validity: the share of recommended ids, over all rankings, that exist in the catalogue. A generative recommender can
 * name tracks that do not exist; 1 means it never did.
 *
 *     validity = Σ_rankings |{id in ranking : id in catalogue}| / Σ_rankings |ranking|
 *
 * @returns `NaN` when nothing was recommended at all.
 * @see TalkPlay §5.2 for the share of generated token sequences that match a track ({@link matchingAnalysis}); this is
 *   its counterpart for ids.
 */
export function validityShare(rankings: Iterable<readonly string[]>, catalogue: ReadonlySet<string>): number {
  let recommended = 0;
  let valid = 0;
  for (const ranked of rankings)
    for (const id of ranked) {
      recommended++;
      if (catalogue.has(id)) valid++;
    }
  return valid / recommended;
}

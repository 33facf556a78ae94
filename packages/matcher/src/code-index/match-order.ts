/**
 * How well each subset of modalities matches. A subset is a bit mask: bit m stands for modality m.
 */
export interface MatchOrder {
  /** The modalities, most important first: by weight, of equal weights the earlier one. */
  importance: readonly number[];
  /** The masks of all subsets but the empty one, best first. */
  masks: Uint16Array;
  /** The summed weight of a subset, by mask. */
  score: Float64Array;
  /** Sorts masks: greater summed weight first; of equal ones, the one that holds the more important modality. */
  compare(maskA: number, maskB: number): number;
}

/**
 * The paper's order of partial matches (§4.4: by cumulative weight). The paper does not say how equal sums are told
 * apart (25 = 16 + 9): here the first modality, from the most important down, that only one of the two subsets holds
 * puts that subset first. Importance is the weight; of equal weights, the earlier modality.
 */
export function matchOrder(weights: readonly number[]): MatchOrder {
  const byImportance = weights.map((_, m) => m).toSorted((a, b) => weights[b]! - weights[a]! || a - b);
  const subsets = 1 << weights.length;
  const score = new Float64Array(subsets);
  // The mask with its bits reordered so that the most important modality is the highest bit.
  const importance = new Uint16Array(subsets);
  for (let mask = 0; mask < subsets; mask++)
    byImportance.forEach((modality, place) => {
      if (((mask >> modality) & 1) === 0) return;
      score[mask]! += weights[modality]!;
      importance[mask]! |= 1 << (weights.length - 1 - place);
    });
  const compare = (a: number, b: number) => score[b]! - score[a]! || importance[b]! - importance[a]!;
  const masks = Uint16Array.from({ length: subsets - 1 }, (_, i) => i + 1).toSorted(compare);
  return { importance: byImportance, masks, score, compare };
}

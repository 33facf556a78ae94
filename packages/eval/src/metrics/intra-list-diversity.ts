import { ArgumentError } from "../errors/argument-error.ts";

/**
 * Intra-list diversity: the mean distance between any two items of a list. Pass {@link cosineDistance} of embeddings,
 * {@link tagDistance} of tag sets, or any other distance.
 *
 *     ILD = Σ_{i < j} d(i, j) / (n(n − 1)/2)
 *
 * @returns `NaN` for lists of fewer than two items, which have no pairs.
 * @see Ziegler et al., "Improving Recommendation Lists Through Topic Diversification", WWW 2005; Vargas and Castells,
 *   "Rank and Relevance in Novelty and Diversity Metrics", RecSys 2011.
 */
export function intraListDiversity<T>(list: readonly T[], distance: (a: T, b: T) => number): number {
  let sum = 0;
  for (let i = 0; i < list.length; i++)
    for (let j = i + 1; j < list.length; j++) sum += distance(list[i]!, list[j]!);
  return sum / ((list.length * (list.length - 1)) / 2);
}

/**
 * 1 − cosine, from 0 (same direction) to 2; a vector of zeros is at distance 1 from every other.
 *
 * @throws {ArgumentError} for vectors of unequal length.
 */
export function cosineDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length)
    throw new ArgumentError({ argument: "b", expected: `${a.length} values`, got: b.length });
  let product = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let column = 0; column < a.length; column++) {
    product += a[column]! * b[column]!;
    squaresOfA += a[column]! ** 2;
    squaresOfB += b[column]! ** 2;
  }
  return squaresOfA === 0 || squaresOfB === 0 ? 1 : 1 - product / Math.sqrt(squaresOfA * squaresOfB);
}

/** Jaccard distance of two sets of tags, 1 − |both| / |either|; 0 for two tracks without tags. */
export function tagDistance(a: readonly string[], b: readonly string[]): number {
  const tags = new Set(a);
  const others = new Set(b);
  let both = 0;
  for (const tag of tags) if (others.has(tag)) both++;
  const either = tags.size + others.size - both;
  return either === 0 ? 0 : 1 - both / either;
}

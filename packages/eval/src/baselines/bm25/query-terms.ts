import type { Postings } from "./postings.ts";

/** The terms of a query that the index knows. */
export interface QueryTerms {
  /**
   * Numbers of the terms, rising. Scores are always added up in this order: sums in single precision depend on it, and
   * `search` must give the very scores of `score`.
   */
  terms: Int32Array;
  /** How often the query has each. Beside `terms`. */
  counts: Float64Array;
}

export function countQueryTerms(
  tokens: readonly string[],
  vocabulary: ReadonlyMap<string, number>,
): QueryTerms {
  const places = new Int32Array(tokens.length);
  let known = 0;
  for (const token of tokens) {
    const term = vocabulary.get(token);
    if (term !== undefined) places[known++] = term;
  }
  const sorted = places.subarray(0, known).toSorted();
  const counts = new Float64Array(known);
  let distinct = 0;
  for (let place = 0; place < known; place++) {
    if (place === 0 || sorted[place] !== sorted[place - 1]) sorted[distinct++] = sorted[place]!;
    counts[distinct - 1]! += 1;
  }
  return { terms: sorted.subarray(0, distinct), counts: counts.subarray(0, distinct) };
}

/** What the query adds to every document, even without its terms. */
export function absentScore({ terms, counts }: QueryTerms, { absent }: Postings): number {
  let sum = 0;
  for (let place = 0; place < terms.length; place++) sum += counts[place]! * absent[terms[place]!]!;
  return sum;
}

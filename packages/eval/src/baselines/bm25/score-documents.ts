import type { Postings } from "./postings.ts";
import { absentScore } from "./query-terms.ts";
import type { QueryTerms } from "./query-terms.ts";

/** The score of every document. [size] */
export function scoreDocuments(query: QueryTerms, postings: Postings, size: number): Float32Array {
  const result = sumScores(query, postings, size);
  const absent = absentScore(query, postings);
  if (absent !== 0) for (let row = 0; row < size; row++) result[row]! += absent;
  return result;
}

/** What the query's terms that a document has add to its score; 0 for a document without any. [size] */
export function sumScores(query: QueryTerms, postings: Postings, size: number): Float32Array {
  const { starts, entries, stepBits, scores } = postings;
  const result = new Float32Array(size);
  for (const [place, term] of query.terms.entries()) {
    const count = query.counts[place]!;
    const end = starts[term + 1]!;
    for (let posting = starts[term]!; posting < end; posting++)
      result[entries[posting]! >>> stepBits]! += count * scores[posting]!;
  }
  return result;
}

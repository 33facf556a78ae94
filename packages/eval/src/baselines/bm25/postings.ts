import type { Bm25Formula } from "./bm25-variants.ts";
import type { TermCounts } from "./term-counts.ts";

/** Which documents have a term, with what it adds to their scores. */
export interface Postings {
  /** Where each term's postings start. [terms + 1] */
  starts: Uint32Array;
  /**
   * The documents of every term, one term after the other, each with the posting's score in units of `step`, rounded
   * up: document · 2^stepBits + steps. One number is read faster than two. [postings]
   */
  entries: Uint32Array;
  /** Bits of an entry that hold the steps: what the number of documents leaves of 32, at most 16. */
  stepBits: number;
  /** The largest score is 2^stepBits − 1 of it. */
  step: number;
  /** What the term adds to the document's score, beyond `absent`. [postings] */
  scores: Float32Array;
  /** What the term adds to every document's score, even without the term (`bm25l`, `bm25+`; else 0). [terms] */
  absent: Float32Array;
  /** The largest of each term's scores. [terms] */
  largest: Float32Array;
  /** The same postings by document: where each document's start, and its terms, rising, with their scores. */
  byDocument: { starts: Uint32Array; terms: Uint32Array; scores: Float32Array };
}

/** Scores every posting in advance: a query only adds them up. */
export function scorePostings(
  { vocabulary, lengths, terms, frequencies, starts }: TermCounts,
  { inverseDocumentFrequency, termFrequency }: Bm25Formula,
  parameters: { k1: number; b: number; delta: number },
): Postings {
  const documentCount = lengths.length;
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / documentCount;
  const postingStarts = new Uint32Array(vocabulary.size + 1);
  for (const term of terms) postingStarts[term + 1]!++;
  const rarity = new Float64Array(vocabulary.size);
  const absent = new Float32Array(vocabulary.size);
  for (let term = 0; term < vocabulary.size; term++) {
    rarity[term] = inverseDocumentFrequency(postingStarts[term + 1]!, documentCount);
    absent[term] = rarity[term]! * termFrequency({ ...parameters, frequency: 0, relativeLength: 1 });
    postingStarts[term + 1]! += postingStarts[term]!;
  }

  const next = postingStarts.slice();
  const postings: Postings = {
    starts: postingStarts,
    entries: new Uint32Array(terms.length),
    stepBits: Math.min(16, 32 - Math.ceil(Math.log2(documentCount))),
    step: 1,
    scores: new Float32Array(terms.length),
    absent,
    largest: new Float32Array(vocabulary.size),
    byDocument: {
      starts,
      terms: new Uint32Array(terms.length),
      scores: new Float32Array(terms.length),
    },
  };
  for (let row = 0; row < documentCount; row++) {
    const relativeLength = lengths[row]! / averageLength;
    for (let place = starts[row]!; place < starts[row + 1]!; place++) {
      const term = terms[place]!;
      const posting = next[term]!++;
      const weight = termFrequency({ ...parameters, frequency: frequencies[place]!, relativeLength });
      postings.entries[posting] = row << postings.stepBits;
      postings.scores[posting] = rarity[term]! * weight - absent[term]!;
      if (postings.scores[posting]! > postings.largest[term]!)
        postings.largest[term] = postings.scores[posting]!;
    }
  }
  countSteps(postings);
  turnByDocument(postings);
  return postings;
}

function countSteps(postings: Postings): void {
  const { entries, stepBits, scores, largest } = postings;
  const most = 2 ** stepBits - 1;
  postings.step = largest.reduce((top, score) => Math.max(top, score), 0) / most || 1;
  for (let posting = 0; posting < scores.length; posting++)
    entries[posting]! |= Math.min(most, Math.ceil(scores[posting]! / postings.step));
}

function turnByDocument({ starts, entries, stepBits, scores, byDocument }: Postings): void {
  const next = byDocument.starts.slice();
  for (let term = 0; term < starts.length - 1; term++)
    for (let posting = starts[term]!; posting < starts[term + 1]!; posting++) {
      const place = next[entries[posting]! >>> stepBits]!++;
      byDocument.terms[place] = term;
      byDocument.scores[place] = scores[posting]!;
    }
}

import type { Bm25Formula } from "./bm25-variants.ts";
import type { TermCounts } from "./term-counts.ts";

/** Which documents have a term, with what it adds to their scores. */
export interface Postings {
  /** Where each term's postings start. [terms + 1] */
  starts: Uint32Array;
  /** Documents of every term, one term after the other. [postings] */
  documents: Uint32Array;
  /** What the term adds to the document's score, beyond `absent`. [postings] */
  scores: Float32Array;
  /** The same scores in units of `step`, rounded up. [postings] */
  steps: Uint16Array;
  /** The largest score is 65,535 of it. */
  step: number;
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
    documents: new Uint32Array(terms.length),
    scores: new Float32Array(terms.length),
    steps: new Uint16Array(terms.length),
    step: 1,
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
      postings.documents[posting] = row;
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
  const { scores, steps, largest } = postings;
  postings.step = largest.reduce((most, score) => Math.max(most, score), 0) / 65_535 || 1;
  for (let posting = 0; posting < scores.length; posting++)
    steps[posting] = Math.min(65_535, Math.ceil(scores[posting]! / postings.step));
}

function turnByDocument({ starts, documents, scores, byDocument }: Postings): void {
  const next = byDocument.starts.slice();
  for (let term = 0; term < starts.length - 1; term++)
    for (let posting = starts[term]!; posting < starts[term + 1]!; posting++) {
      const place = next[documents[posting]!]!++;
      byDocument.terms[place] = term;
      byDocument.scores[place] = scores[posting]!;
    }
}

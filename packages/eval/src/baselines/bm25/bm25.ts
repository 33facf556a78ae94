import { ArgumentError } from "../../errors/argument-error.ts";
import { BM25_FORMULAS } from "./bm25-variants.ts";
import type { Bm25Formula, Bm25Variant } from "./bm25-variants.ts";
import { createWordTokenizer } from "./word-tokenizer.ts";
import type { Tokenize } from "./word-tokenizer.ts";

export interface Bm25Options {
  /** Saturation of term frequency, from 0. @default 1.5 (bm25s'; the paper does not state one) */
  k1?: number;
  /** Normalisation by document length, 0 to 1. @default 0.75 (bm25s'; the paper does not state one) */
  b?: number;
  /** Floor of a term that occurs; `bm25l` and `bm25+` only. @default 0.5 (bm25s') */
  delta?: number;
  /** @default "lucene" (the paper does not state one) */
  variant?: Bm25Variant;
  /** Used on documents and queries alike. @default createWordTokenizer() */
  tokenize?: Tokenize;
}

export interface Bm25 {
  /** Number of documents. */
  readonly size: number;
  /** Number of distinct terms. */
  readonly terms: number;
  /** One score per document; a term counts as often as the query has it, terms unknown to the index count 0. [size] */
  score(query: string): Float32Array;
}

/**
 * Builds a BM25 index over documents, held as term postings with their scores computed in advance: a query only adds
 * them up. The scores equal those of Python's bm25s.
 *
 * @throws {ArgumentError} without documents, or for an impossible `variant`, `k1`, `b` or `delta`.
 * @see Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; Lù, "BM25S", 2024 for
 *   scoring in advance.
 */
export function createBm25(
  documents: readonly string[],
  { k1 = 1.5, b = 0.75, delta = 0.5, variant = "lucene", tokenize = createWordTokenizer() }: Bm25Options = {},
): Bm25 {
  if (documents.length === 0)
    throw new ArgumentError({ argument: "documents", expected: "at least one", got: "none" });
  if (!(k1 >= 0)) throw new ArgumentError({ argument: "k1", expected: "a number from 0", got: k1 });
  if (!(b >= 0 && b <= 1)) throw new ArgumentError({ argument: "b", expected: "between 0 and 1", got: b });
  if (!(delta >= 0)) throw new ArgumentError({ argument: "delta", expected: "a number from 0", got: delta });

  if (!Object.hasOwn(BM25_FORMULAS, variant))
    throw new ArgumentError({
      argument: "variant",
      expected: `one of ${Object.keys(BM25_FORMULAS).join(", ")}`,
      got: variant,
    });

  const counts = countTerms(documents, tokenize);
  const postings = scorePostings(counts, BM25_FORMULAS[variant], { k1, b, delta });
  return {
    size: documents.length,
    terms: counts.vocabulary.size,
    score: (query) => scoreQuery(tokenize(query), counts.vocabulary, postings, documents.length),
  };
}

interface TermCounts {
  /** Term to its number. */
  vocabulary: Map<string, number>;
  /** Of each document, its number of terms with repeats. [documents] */
  lengths: Uint32Array;
  /** Distinct terms of every document, one document after the other. */
  terms: number[];
  /** How often the document has the term, beside `terms`. */
  frequencies: number[];
  /** Where each document's terms start. [documents + 1] */
  starts: Uint32Array;
}

function countTerms(documents: readonly string[], tokenize: Tokenize): TermCounts {
  const vocabulary = new Map<string, number>();
  const lengths = new Uint32Array(documents.length);
  const starts = new Uint32Array(documents.length + 1);
  const terms: number[] = [];
  const frequencies: number[] = [];
  const placeOf = new Map<string, number>();
  for (const [row, document] of documents.entries()) {
    placeOf.clear();
    const tokens = tokenize(document);
    for (const token of tokens) {
      const place = placeOf.get(token);
      if (place !== undefined) {
        frequencies[place]!++;
        continue;
      }
      placeOf.set(token, terms.length);
      let term = vocabulary.get(token);
      if (term === undefined) vocabulary.set(token, (term = vocabulary.size));
      terms.push(term);
      frequencies.push(1);
    }
    lengths[row] = tokens.length;
    starts[row + 1] = terms.length;
  }
  return { vocabulary, lengths, terms, frequencies, starts };
}

interface Postings {
  /** Where each term's postings start. [terms + 1] */
  starts: Uint32Array;
  /** Documents of every term, one term after the other. [postings] */
  documents: Uint32Array;
  /** What the term adds to the document's score, beyond `absent`. [postings] */
  scores: Float32Array;
  /** What the term adds to every document's score, even without the term (`bm25l`, `bm25+`; else 0). [terms] */
  absent: Float32Array;
}

function scorePostings(
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
  const postings = {
    starts: postingStarts,
    documents: new Uint32Array(terms.length),
    scores: new Float32Array(terms.length),
    absent,
  };
  for (let row = 0; row < documentCount; row++) {
    const relativeLength = lengths[row]! / averageLength;
    for (let place = starts[row]!; place < starts[row + 1]!; place++) {
      const term = terms[place]!;
      const posting = next[term]!++;
      const weight = termFrequency({ ...parameters, frequency: frequencies[place]!, relativeLength });
      postings.documents[posting] = row;
      postings.scores[posting] = rarity[term]! * weight - absent[term]!;
    }
  }
  return postings;
}

function scoreQuery(
  tokens: readonly string[],
  vocabulary: ReadonlyMap<string, number>,
  { starts, documents, scores, absent }: Postings,
  size: number,
): Float32Array {
  const repeats = new Map<number, number>();
  for (const token of tokens) {
    const term = vocabulary.get(token);
    if (term !== undefined) repeats.set(term, (repeats.get(term) ?? 0) + 1);
  }
  const result = new Float32Array(size);
  let absentSum = 0;
  for (const [term, count] of repeats) {
    absentSum += count * absent[term]!;
    const end = starts[term + 1]!;
    for (let posting = starts[term]!; posting < end; posting++)
      result[documents[posting]!]! += count * scores[posting]!;
  }
  if (absentSum !== 0) for (let row = 0; row < size; row++) result[row]! += absentSum;
  return result;
}

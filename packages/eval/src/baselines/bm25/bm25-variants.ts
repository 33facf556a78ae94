/** Variants of BM25 by how they weight rare terms and long documents. */
export type Bm25Variant = "lucene" | "okapi" | "atire" | "bm25l" | "bm25+";

interface TermFrequencyInput {
  frequency: number;
  /** Document length over the average length. */
  relativeLength: number;
  k1: number;
  b: number;
  delta: number;
}

export interface Bm25Formula {
  inverseDocumentFrequency(documentFrequency: number, documents: number): number;
  termFrequency(input: TermFrequencyInput): number;
}

/**
 * The formulas, as bm25s has them (its `okapi` is called `robertson`, with negative weights cut at 0).
 *
 * @see Kamphuis, de Vries, Boytsov and Lin, "Which BM25 Do You Mean?", ECIR 2020.
 */
export const BM25_FORMULAS: Record<Bm25Variant, Bm25Formula> = {
  lucene: {
    inverseDocumentFrequency: (df, n) => Math.log(1 + (n - df + 0.5) / (df + 0.5)),
    termFrequency: saturation,
  },
  okapi: {
    inverseDocumentFrequency: (df, n) => Math.log(Math.max(1, (n - df + 0.5) / (df + 0.5))),
    termFrequency: saturation,
  },
  atire: {
    inverseDocumentFrequency: (df, n) => Math.log(n / df),
    termFrequency: (input) => (input.k1 + 1) * saturation(input),
  },
  bm25l: {
    inverseDocumentFrequency: (df, n) => Math.log((n + 1) / (df + 0.5)),
    termFrequency: ({ frequency, relativeLength, k1, b, delta }) => {
      const normalised = frequency / (1 - b + b * relativeLength) + delta;
      return ((k1 + 1) * normalised) / (k1 + normalised);
    },
  },
  "bm25+": {
    inverseDocumentFrequency: (df, n) => Math.log((n + 1) / df),
    termFrequency: (input) => (input.k1 + 1) * saturation(input) + input.delta,
  },
};

function saturation({ frequency, relativeLength, k1, b }: TermFrequencyInput): number {
  return frequency / (frequency + k1 * (1 - b + b * relativeLength));
}

import { ArgumentError } from "../../errors/argument-error.ts";
import { BM25_FORMULAS } from "./bm25-variants.ts";
import type { Bm25Variant } from "./bm25-variants.ts";
import { scorePostings } from "./postings.ts";
import { countQueryTerms } from "./query-terms.ts";
import { scoreDocuments } from "./score-documents.ts";
import { countTerms } from "./term-counts.ts";
import { createTopDocuments } from "./top-documents.ts";
import type { Bm25Result, Bm25SearchOptions } from "./top-documents.ts";
import { createWordTokenizer } from "./word-tokenizer.ts";
import type { Tokenize } from "./word-tokenizer.ts";

/** Options of `createBm25`. */
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

/** An index of documents that BM25 scores. */
export interface Bm25 {
  /** Number of documents. */
  readonly size: number;
  /** Number of distinct terms. */
  readonly terms: number;
  /** One score per document; the query is a text or its terms, a term counts as often as the query has it, terms unknown to the index count 0. [size] */
  score(query: string | readonly string[]): Float32Array;
  /**
   * The documents with the highest scores, best first and equal ones in their order: exactly the first of those that
   * {@link Bm25.score} gives, but most of the work is skipped. Documents without any term of the query are left out.
   *
   * @throws {ArgumentError} if `limit` is not a whole number from 0, or an excluded row is not a document.
   */
  search(query: string | readonly string[], options?: Bm25SearchOptions): Bm25Result;
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
  const { vocabulary } = counts;
  const size = documents.length;
  const termsOf = (query: string | readonly string[]) =>
    countQueryTerms(typeof query === "string" ? tokenize(query) : query, vocabulary);
  const topDocuments = createTopDocuments(postings, size);
  return {
    size,
    terms: vocabulary.size,
    score: (query) => scoreDocuments(termsOf(query), postings, size),
    search: (query, options) => topDocuments(termsOf(query), options),
  };
}

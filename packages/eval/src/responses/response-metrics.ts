import { createWordTokenizer } from "../baselines/bm25/word-tokenizer.ts";
import type { Tokenize } from "../baselines/bm25/word-tokenizer.ts";
import { distinctN } from "../metrics/distinct-n.ts";

/** Options of `responseMetrics`. */
export interface ResponseMetricsOptions {
  /** @default createWordTokenizer() */
  tokenize?: Tokenize;
}

/** How long and how varied responses are. */
export interface ResponseMetrics {
  /** Responses counted. */
  responses: number;
  /** Responses without a word; they count in `meanWords` as 0. */
  empty: number;
  /** Mean number of words (the paper's Table 1 calls it response length). */
  meanWords: number;
  /** Median number of words. */
  medianWords: number;
  /** Different words over all words. */
  distinct1: number;
  /** Different pairs of neighbouring words over all pairs. */
  distinct2: number;
  /** Share of responses that are word for word the same as an earlier one. */
  repeatedShare: number;
}

/**
 * How responses read by counting: length and diversity. Diversity falls as responses are added: compare systems on the
 * same turns.
 *
 * @see {@link distinctN}; TalkPlay Table 1 for lengths.
 */
export function responseMetrics(
  responses: readonly string[],
  { tokenize = createWordTokenizer() }: ResponseMetricsOptions = {},
): ResponseMetrics {
  const texts = responses.map((response) => tokenize(response));
  const lengths = texts.map((words) => words.length).toSorted((a, b) => a - b);
  const middle = Math.floor(lengths.length / 2);
  return {
    responses: texts.length,
    empty: lengths.filter((length) => length === 0).length,
    meanWords: lengths.reduce((sum, length) => sum + length, 0) / lengths.length,
    medianWords: lengths.length % 2 === 1 ? lengths[middle]! : (lengths[middle - 1]! + lengths[middle]!) / 2,
    distinct1: distinctN(texts, 1),
    distinct2: distinctN(texts, 2),
    repeatedShare: 1 - new Set(texts.map((words) => words.join(" "))).size / texts.length,
  };
}

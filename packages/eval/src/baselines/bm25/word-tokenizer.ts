/** Splits a text into the terms that an index counts. */
export type Tokenize = (text: string) => string[];

/** Options of `createWordTokenizer`. */
export interface WordTokenizerOptions {
  /** Words left out, in lower case, or `"english"` for Lucene's 33 (bm25s' default). @default none */
  stopwords?: Iterable<string> | "english";
  /** Reduces a word to its stem, such as {@link createSnowballStemmer}'s. Applied after the stopwords.
   * @default words as they are */
  stem?: (word: string) => string;
  /** Words shorter than this many characters are left out. @default 1 */
  minimumLength?: number;
}

const ENGLISH_STOPWORDS =
  "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split(
    " ",
  );

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Lower-case words of any script: runs of letters, marks and digits after Unicode normalisation (NFKC). */
export function createWordTokenizer({
  stopwords = [],
  stem,
  minimumLength = 1,
}: WordTokenizerOptions = {}): Tokenize {
  const stopped = new Set(stopwords === "english" ? ENGLISH_STOPWORDS : stopwords);
  return (text) => {
    const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
    const kept = words.filter((word) => word.length >= minimumLength && !stopped.has(word));
    return stem ? kept.map(stem) : kept;
  };
}

/** Splits a text into the terms that an index counts. */
export type Tokenize = (text: string) => string[];

export interface WordTokenizerOptions {
  /** Words left out, in lower case. @default none */
  stopwords?: Iterable<string>;
  /** Reduces a word to its stem, such as `porter2.stem`. Applied after the stopwords. @default words as they are */
  stem?: (word: string) => string;
  /** Words shorter than this many characters are left out. @default 1 */
  minimumLength?: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Lower-case words of any script: runs of letters, marks and digits after Unicode normalisation (NFKC). */
export function createWordTokenizer({
  stopwords = [],
  stem,
  minimumLength = 1,
}: WordTokenizerOptions = {}): Tokenize {
  const stopped = new Set(stopwords);
  return (text) => {
    const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
    const kept = words.filter((word) => word.length >= minimumLength && !stopped.has(word));
    return stem ? kept.map(stem) : kept;
  };
}

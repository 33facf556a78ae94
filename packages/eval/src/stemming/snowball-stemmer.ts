import snowball from "snowball-stemmers";

/** Languages that Snowball has a stemmer for. */
export type SnowballLanguage =
  | "danish"
  | "dutch"
  | "english"
  | "finnish"
  | "french"
  | "german"
  | "hungarian"
  | "italian"
  | "norwegian"
  | "portuguese"
  | "romanian"
  | "russian"
  | "spanish"
  | "swedish"
  | "turkish";

/** Words whose stems are remembered. */
const REMEMBERED = 100_000;

/**
 * A stemmer for `createWordTokenizer({ stem })`, by Snowball's algorithms (English is Porter2). Needs the optional peer
 * `snowball-stemmers`.
 *
 * @see Porter, "Snowball: A language for stemming algorithms", 2001.
 */
export function createSnowballStemmer(language: SnowballLanguage): (word: string) => string {
  const stemmer = snowball.newStemmer(language);
  const stems = new Map<string, string>();
  return (word) => {
    let stem = stems.get(word);
    if (stem === undefined) {
      stem = stemmer.stem(word);
      if (stems.size < REMEMBERED) stems.set(word, stem);
    }
    return stem;
  };
}

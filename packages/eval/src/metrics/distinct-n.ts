import { ArgumentError } from "../errors/argument-error.ts";

/**
 * Distinct-n of texts: how many of their n-grams are different ones. 1 when no n-gram occurs twice; n-grams do not
 * cross from one text into the next.
 *
 *     distinct-n = |different n-grams over all texts| / |n-grams over all texts|
 *
 * It falls as texts are added: compare systems on the same turns.
 *
 * @param texts each as its words, in order.
 * @returns `NaN` when no text has n words.
 * @throws {ArgumentError} if `n` is not a whole number from 1.
 * @see Li et al., "A Diversity-Promoting Objective Function for Neural Conversation Models", NAACL 2016.
 */
export function distinctN(texts: Iterable<readonly string[]>, n: number): number {
  if (!Number.isInteger(n) || n < 1)
    throw new ArgumentError({ argument: "n", expected: "a whole number from 1", got: n });
  const different = new Set<string>();
  let total = 0;
  for (const words of texts)
    for (let start = 0; start + n <= words.length; start++) {
      different.add(words.slice(start, start + n).join("\u0000"));
      total++;
    }
  return different.size / total;
}

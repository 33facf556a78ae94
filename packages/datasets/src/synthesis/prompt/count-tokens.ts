/**
 * Tokens of a text, estimated on the high side for any byte-level vocabulary: a token for three characters of ASCII,
 * two for every other character.
 */
export function countTokens(text: string): number {
  let ascii = 0;
  let others = 0;
  for (const character of text) {
    if (character < "\u0080") ascii++;
    else others++;
  }
  return Math.ceil(ascii / 3) + 2 * others;
}

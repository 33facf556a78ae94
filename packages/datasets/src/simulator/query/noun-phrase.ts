/** Puts adjectives before a noun and takes care of its article: "a ballad" becomes "a quiet ballad". */
export function nounPhrase(adjectives: readonly string[], noun: string): string {
  if (adjectives.length === 0) return noun;
  const quality = adjectives.join(", ");
  const [, article, rest = noun] = /^(an?|some|the|something) (.*)$/.exec(noun) ?? [];
  switch (article) {
    case "a":
    case "an":
      return `${indefinite(quality)} ${quality} ${rest}`;
    case "something":
      return `something ${quality}, ${rest}`;
    case undefined:
      return noun === "something" ? `something ${quality}` : `${quality} ${noun}`;
    default:
      return `${article} ${quality} ${rest}`;
  }
}

/** A noun phrase without what stands before it: "some techno" becomes "techno". */
export function bare(phrase: string): string {
  return phrase.replace(/^(an?|some|something|the) /, "");
}

/** Upper-cases the first letter of each sentence start. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function indefinite(word: string): string {
  return /^[aeiou8]/i.test(word) ? "an" : "a";
}

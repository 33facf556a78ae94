import { themesOfTitle, titleWords, TITLE_THEMES } from "../grammar/title-themes.ts";
import type { Hint, HintContext } from "./hint.ts";

const THEME_ASIDES = [
  "with {noun} in the title",
  "titled after {noun}",
  "whose title mentions {noun}",
  "named for {noun}",
  "its title should hold {noun}",
  "{noun} on the sleeve by title",
  "let the title speak of {noun}",
  "preferably titled with {noun}",
  "any title featuring {noun}",
  "with {noun} in its name",
  "with {noun} in the name",
  "{noun} in the title if possible",
  "{noun} in the title would be ideal",
  "ideally with {noun} in the title",
  "maybe with {noun} in the title",
  "something with {noun} in it",
  "bonus points for {noun} in the title",
];

const ABOUT_ASIDES = [
  "something about {noun}",
  "about {noun}",
  "something to do with {noun}",
  "anything about {noun}",
  "it should mention {noun}",
];

const WORD_ASIDES = [
  'with "{word}" in the title',
  "with the word {word} in the title",
  "with {word} in the name",
  "the title should say {word}",
  "something called {word} or close to it",
  "{word} has to be in the title",
  "titled with the word {word}",
  "and please, {word} in its title",
  "whose title contains {word}",
  "the name must include {word}",
];

/** Asks for something that the title is about, or looks like. */
export function titleThemeHints({ track, random }: HintContext): Hint[] {
  const themes = themesOfTitle(track.title).filter(
    (theme) => !COMMON_SHAPES.has(theme) || random.chance(0.15),
  );
  return themes.map((theme): Hint => {
    const { nouns = [], leads = [] } = TITLE_THEMES.get(theme) ?? {};
    const noun = random.pick(nouns);
    const claim = { kind: "titleTheme", theme } as const;
    if (leads.length > 0 && random.chance(0.4)) {
      return { claim, lead: random.pick(leads), aside: random.pick(MATCHING_ASIDES) };
    }
    const asides = leads.length > 0 && random.chance(0.45) ? ABOUT_ASIDES : THEME_ASIDES;
    return {
      claim,
      after: `with ${noun} in the title`,
      aside: random.pick(asides).replace("{noun}", noun),
    };
  });
}

const MATCHING_ASIDES = [
  "something to match",
  "to match",
  "by name at least",
  "so the title should match",
  "with a title to suit",
  "something that suits that",
  "to go with it",
  "and let the title say so",
  "in the title at least",
  "if such a thing exists",
  "fitting that if you can",
];

const COMMON_SHAPES: ReadonlySet<string> = new Set(["oneWord", "number", "manyWords"]);

/** Asks for a word of the title. */
export function titleWordHints({ track, random }: HintContext): Hint[] {
  const words = titleWords(track.title).filter((word) => /^[a-z]{4,12}$/.test(word) && !DULL_WORDS.has(word));
  if (words.length === 0) return [];
  const word = random.pick(words);
  const aside = random.pick(WORD_ASIDES).replace("{word}", word);
  return [{ claim: { kind: "titleWord", word }, after: `with ${word} in the title`, aside }];
}

const DULL_WORDS: ReadonlySet<string> = new Set(
  "with from this that your what when into over there here they them their have been will part feat featuring remix".split(
    " ",
  ),
);

import { SeededRandom } from "../random/seeded-random.ts";
import type { Dialogue, DialogueTurn } from "../types/dialogue.ts";
import { selfBleu } from "./self-bleu.ts";
import { words } from "./words.ts";

/** How varied texts are: the higher the first and the lower the second, the more so. */
export interface Variety {
  /** Distinct pairs of neighbouring words / all pairs (Li et al., 2016); NaN where there are none. */
  distinct2: number;
  /** See `selfBleu`; NaN for fewer than two texts with words. */
  selfBleu: number;
}

/** How varied the language of dialogues is, over a number of turns. */
export interface LanguageVariety {
  /** Turns that were drawn. Both figures depend on it: compare equal numbers. */
  turns: number;
  queries: Variety;
  responses: Variety;
}

/**
 * Measures variety on turns drawn at random, so that sets of different sizes can be compared at the same one.
 *
 * @param options.turns how many to draw; all if there are fewer. @default 1000
 * @param options.seed of the draw. @default 1
 */
export function languageVariety(options: {
  dialogues: Iterable<Dialogue>;
  turns?: number;
  seed?: number;
}): LanguageVariety {
  const { turns = 1000, seed = 1 } = options;
  const all: DialogueTurn[] = [];
  for (const dialogue of options.dialogues) all.push(...dialogue.turns);
  const drawn = new SeededRandom(seed).shuffled(all).slice(0, turns);
  return {
    turns: drawn.length,
    queries: varietyOf(drawn.map(({ query }) => query)),
    responses: varietyOf(drawn.map(({ response }) => response)),
  };
}

/** A table of each set's variety, all at the size of the smallest, at most a thousand turns. */
export function formatVarietyTable(
  sets: readonly { name: string; dialogues: readonly Dialogue[] }[],
): string {
  const sizes = sets.map(({ dialogues }) =>
    dialogues.reduce((sum, dialogue) => sum + dialogue.turns.length, 0),
  );
  const turns = Math.min(1000, ...sizes);
  return [
    `| variety, ${turns} turns each | query distinct-2 | query self-BLEU | response distinct-2 | response self-BLEU |`,
    "| --- | ---: | ---: | ---: | ---: |",
    ...sets.map(({ name, dialogues }) => {
      const { queries, responses } = languageVariety({ dialogues, turns });
      const figures = [queries.distinct2, queries.selfBleu, responses.distinct2, responses.selfBleu];
      return `| ${name} | ${figures.map((figure) => (Number.isNaN(figure) ? "-" : figure.toFixed(3))).join(" | ")} |`;
    }),
  ].join("\n");
}

function varietyOf(texts: readonly string[]): Variety {
  const spoken = texts.map(words).filter(({ length }) => length > 0);
  const pairs = new Set<string>();
  let all = 0;
  for (const text of spoken) {
    for (let at = 1; at < text.length; at++) {
      pairs.add(`${text[at - 1]} ${text[at]}`);
      all++;
    }
  }
  return { distinct2: pairs.size / all, selfBleu: spoken.length < 2 ? NaN : selfBleu(spoken) };
}

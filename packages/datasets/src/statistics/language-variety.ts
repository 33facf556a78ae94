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
 * Measures variety on turns drawn at random, so that sets of different sizes can be compared at the same one; see
 * `VarietySample`.
 *
 * @param options.turns how many to draw; all if there are fewer. @default 1000
 * @param options.seed of the draw. @default 1
 */
export function languageVariety(options: {
  dialogues: Iterable<Dialogue>;
  turns?: number;
  seed?: number;
}): LanguageVariety {
  const sample = new VarietySample(options);
  for (const dialogue of options.dialogues) sample.add(dialogue);
  return sample.variety();
}

/**
 * Draws turns from dialogues as they come, each as likely as any other, and holds these only (a seeded reservoir:
 * algorithm R of Vitter, 1985):
 *
 *     const sample = new VarietySample();
 *     for await (const { dialogue } of streamDialogues(file)) sample.add(dialogue);
 *     sample.variety();
 */
export class VarietySample {
  private readonly size: number;
  private readonly seed: number;
  private readonly random: SeededRandom;
  private readonly drawn: DialogueTurn[] = [];
  private seen = 0;

  /**
   * @param options.turns how many to draw; all if there are fewer. @default 1000
   * @param options.seed of the draw. @default 1
   */
  constructor({ turns = 1000, seed = 1 }: { turns?: number; seed?: number } = {}) {
    this.size = turns;
    this.seed = seed;
    this.random = new SeededRandom(seed);
  }

  /** Turns that have been drawn so far. */
  get turns(): number {
    return this.drawn.length;
  }

  add({ turns }: Dialogue): void {
    for (const turn of turns) {
      this.seen++;
      if (this.drawn.length < this.size) this.drawn.push(turn);
      else {
        const place = this.random.below(this.seen);
        if (place < this.size) this.drawn[place] = turn;
      }
    }
  }

  /** @param turns how many of those drawn to measure, themselves drawn at random. @default all */
  variety(turns = this.drawn.length): LanguageVariety {
    const measured = new SeededRandom(this.seed).shuffled(this.drawn).slice(0, turns);
    return {
      turns: measured.length,
      queries: varietyOf(measured.map(({ query }) => query)),
      responses: varietyOf(measured.map(({ response }) => response)),
    };
  }
}

/** A table of each set's variety, all at the size of the smallest sample. */
export function formatVarietyTable(sets: readonly { name: string; sample: VarietySample }[]): string {
  const turns = Math.min(...sets.map(({ sample }) => sample.turns));
  return [
    `| variety, ${turns} turns each | query distinct-2 | query self-BLEU | response distinct-2 | response self-BLEU |`,
    "| --- | ---: | ---: | ---: | ---: |",
    ...sets.map(({ name, sample }) => {
      const { queries, responses } = sample.variety(turns);
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

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dialogue } from "../types/dialogue.ts";
import { formatVarietyTable, languageVariety, VarietySample } from "./language-variety.ts";
import { selfBleu } from "./self-bleu.ts";

const runs = (of: readonly string[], order: number) =>
  of.slice(0, Math.max(of.length - order + 1, 0)).map((_, at) => of.slice(at, at + order).join(" "));
const times = (run: string, list: readonly string[]) => list.filter((each) => each === run).length;

/** BLEU-4 of one text against others, straight from its definition. */
function bleu(text: readonly string[], others: readonly (readonly string[])[]): number {
  let logarithm = 0;
  for (let order = 1; order <= 4; order++) {
    const own = runs(text, order);
    const matches = [...new Set(own)]
      .map((run) =>
        Math.min(times(run, own), Math.max(...others.map((other) => times(run, runs(other, order))))),
      )
      .reduce((sum, count) => sum + count, 0);
    if (order === 1 && matches === 0) return 0;
    logarithm += Math.log((matches || 0.1) / Math.max(own.length, 1)) / 4;
  }
  const distance = ({ length }: readonly string[]) => Math.abs(length - text.length);
  const [closest] = others.toSorted((a, b) => distance(a) - distance(b) || a.length - b.length);
  return Math.exp(logarithm) * Math.min(1, Math.exp(1 - (closest as readonly string[]).length / text.length));
}

describe("unit: selfBleu", () => {
  it("is 1 for copies and 0 for texts that share no word", () => {
    expect(selfBleu(["a b c d e".split(" "), "a b c d e".split(" ")])).toBeCloseTo(1, 12);
    expect(
      selfBleu([
        ["a", "b"],
        ["c", "d"],
      ]),
    ).toBe(0);
  });

  it("counts by hand: 4 of 5 words, 3 of 4 pairs, 2 of 3 triples, 1 of 2 fours", () => {
    expect(selfBleu(["a b c d e".split(" "), "a b c d f".split(" ")])).toBeCloseTo(
      ((4 / 5) * (3 / 4) * (2 / 3) * (1 / 2)) ** (1 / 4),
      12,
    );
  });

  it("is the mean of BLEU's definition", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 8 }), (texts) => {
        const each = texts.map((one, at) => bleu(one, texts.toSpliced(at, 1)));
        expect(selfBleu(texts)).toBeCloseTo(each.reduce((sum, value) => sum + value, 0) / texts.length, 10);
      }),
    );
  });

  it("refuses what it cannot compare", () => {
    expect(() => selfBleu([["a"]])).toThrow("two texts or more");
  });
});

function sampleOf(dialogues: readonly Dialogue[], options?: { turns: number; seed: number }): VarietySample {
  const sample = new VarietySample(options);
  for (const dialogue of dialogues) sample.add(dialogue);
  return sample;
}

describe("unit: languageVariety", () => {
  const dialogues: Dialogue[] = Array.from({ length: 30 }, (_, at) => ({
    id: `${at}`,
    turns: [{ query: `play song ${at} for me`, trackId: "t", response: "here it is for you" }],
  }));

  it("measures queries and responses at the size asked for", () => {
    const { turns, queries, responses } = languageVariety({ dialogues, turns: 10 });
    expect(turns).toBe(10);
    // "play song" and "for me" again and again; "song 3" and "3 for" once each.
    expect(queries.distinct2).toBeCloseTo((2 + 2 * 10) / 40, 12);
    expect(responses.distinct2).toBeCloseTo(4 / 40, 12);
    expect(responses.selfBleu).toBeCloseTo(1, 12);
    expect(queries.selfBleu).toBeLessThan(0.6);
  });

  it("has nothing to say of one turn", () => {
    expect(formatVarietyTable([{ name: "one", sample: sampleOf(dialogues.slice(0, 1)) }])).toContain(
      "| one | 1.000 | - | 1.000 | - |",
    );
  });

  it("is printed for all sets at the size of the smallest", () => {
    const table = formatVarietyTable([
      { name: "many", sample: sampleOf(dialogues) },
      { name: "few", sample: sampleOf(dialogues.slice(0, 10)) },
    ]);
    expect(table).toContain("| variety, 10 turns each |");
    expect(table).toContain("| few | 0.550 |");
    expect(table).toContain("| many | 0.550 |");
  });

  it("draws every turn as often as any other, and the same again from the same seed", () => {
    for (let one = 0; one < 10; one++) {
      const turns = Array.from({ length: 10 }, (_, at) => ({
        query: at === one ? "the pair" : "word",
        trackId: "t",
        response: "r",
      }));
      const drawn = Array.from({ length: 1000 }, (_, seed) => {
        const sample = () => sampleOf([{ id: "d", turns }], { turns: 3, seed }).variety().queries.distinct2;
        if (seed < 5) expect(sample()).toBe(sample());
        return sample() === 1; // NaN where the only query with a pair of words was not drawn
      });
      // 3 of 10, a thousand times: 300, with a standard deviation of 14.5.
      expect(Math.abs(drawn.filter(Boolean).length - 300)).toBeLessThan(73);
    }
  });
});

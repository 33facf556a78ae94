import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { distinctN } from "./distinct-n.ts";
import { giniCoefficient } from "./gini.ts";
import { cosineDistance, intraListDiversity, tagDistance } from "./intra-list-diversity.ts";
import { novelty } from "./novelty.ts";

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const catalogue = new Set(["a", "b", "c", "d"]);

describe("unit: Gini coefficient", () => {
  it("of counts 0, 0, 1, 3: ((−3)·0 + (−1)·0 + 1·1 + 3·3) / (4·4) = 10/16", () => {
    expect(giniCoefficient([["a", "b"], ["a"], ["a", "unknown"]], catalogue, 10)).toBe(10 / 16);
  });

  it("is 0 when all are equally often, (n − 1)/n when one takes all, NaN of nothing", () => {
    expect(giniCoefficient([["a", "b", "c", "d"]], catalogue, 10)).toBe(0);
    expect(giniCoefficient([["a"], ["a"]], catalogue, 10)).toBe(3 / 4);
    expect(giniCoefficient([["a", "b"]], catalogue, 1)).toBe(3 / 4);
    expect(giniCoefficient([], catalogue, 10)).toBeNaN();
  });

  it("relation: half the mean absolute difference over the mean", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...catalogue), { minLength: 1, maxLength: 30 }), (ids) => {
        const counts = [...catalogue].map((id) => ids.filter((other) => other === id).length);
        const differences = counts.flatMap((one) => counts.map((other) => Math.abs(one - other)));
        const lists = ids.map((id) => [id]);
        expect(giniCoefficient(lists, catalogue, 1)).toBeCloseTo(mean(differences) / (2 * mean(counts)), 12);
      }),
    );
  });
});

describe("unit: novelty", () => {
  const counts = new Map([
    ["a", 3],
    ["b", 1],
  ]);

  it("of counts 3, 1, 0, 0 in a catalogue of 4: a has p = 4/8, c has 1/8: 1 and 3 bits", () => {
    expect(novelty([["a"]], { counts, catalogueSize: 4, cutoff: 5 })).toBe(1);
    expect(novelty([["a", "c"]], { counts, catalogueSize: 4, cutoff: 5 })).toBe(2);
    expect(novelty([["a", "c"]], { counts, catalogueSize: 4, cutoff: 1 })).toBe(1);
    expect(novelty([[]], { counts, catalogueSize: 4, cutoff: 5 })).toBeNaN();
  });

  it("refuses a count below 0 and an empty catalogue", () => {
    expect(() => novelty([], { counts: new Map([["a", -1]]), catalogueSize: 4, cutoff: 5 })).toThrow(
      `counts of "a"`,
    );
    expect(() => novelty([], { counts, catalogueSize: 0, cutoff: 5 })).toThrow(ArgumentError);
  });
});

describe("unit: intra-list diversity", () => {
  it("of three vectors, two alike and one at a right angle: (0 + 1 + 1) / 3", () => {
    expect(
      intraListDiversity(
        [
          [1, 0],
          [2, 0],
          [0, 3],
        ],
        cosineDistance,
      ),
    ).toBeCloseTo(2 / 3, 15);
  });

  it("of three tag sets: 1 − 1/3 and twice 1", () => {
    const tags = [["jazz", "calm"], ["jazz", "vocal"], ["techno"]];
    expect(intraListDiversity(tags, tagDistance)).toBeCloseTo((2 / 3 + 1 + 1) / 3, 15);
  });

  it("has no value for one item; opposite vectors are at 2; zeros at 1; no tags at 0", () => {
    expect(intraListDiversity([[1]], cosineDistance)).toBeNaN();
    expect(cosineDistance([1, 1], [-1, -1])).toBeCloseTo(2, 15);
    expect(cosineDistance([0, 0], [1, 0])).toBe(1);
    expect(tagDistance([], [])).toBe(0);
    expect(() => cosineDistance([1], [1, 2])).toThrow(ArgumentError);
  });
});

describe("unit: distinct-n", () => {
  it("of 'a b a b' and 'a b': two of four different bigrams, two of six different words", () => {
    const texts = [
      ["a", "b", "a", "b"],
      ["a", "b"],
    ];
    expect(distinctN(texts, 2)).toBe(2 / 4);
    expect(distinctN(texts, 1)).toBe(2 / 6);
    expect(distinctN(texts, 5)).toBeNaN();
    expect(() => distinctN(texts, 0)).toThrow(ArgumentError);
  });

  it("keeps apart n-grams whose words only join alike", () => {
    expect(
      distinctN(
        [
          ["a b", "c"],
          ["a", "b c"],
        ],
        2,
      ),
    ).toBe(1);
  });
});

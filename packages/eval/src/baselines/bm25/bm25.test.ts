import fc from "fast-check";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/bm25s.json" with { type: "json" };
import { ArgumentError } from "../../errors/argument-error.ts";
import { topRows } from "../../runs/top-rows.ts";
import { createBm25 } from "./bm25.ts";
import type { Bm25Variant } from "./bm25-variants.ts";

describe("parity: bm25s", () => {
  it.each(vectors.cases)("$variant, k1 $k1, b $b, delta $delta", ({ variant, k1, b, delta, scores }) => {
    const index = createBm25(vectors.documents, { variant: variant as Bm25Variant, k1, b, delta });
    for (const [query, expected] of scores.entries()) {
      const got = index.score(vectors.queries[query]!);
      for (const [row, score] of expected.entries())
        expect(Math.abs(got[row]! - score)).toBeLessThan(2e-6 * Math.max(1, Math.abs(score)));
    }
  });
});

describe("unit: BM25", () => {
  it("of one term in one of two equally long documents: ln(1 + 1.5/1.5) · 1/(1 + 1.5), and 0", () => {
    const scores = createBm25(["a b", "c d"]).score("a");
    expect(scores[0]).toBeCloseTo(Math.log(2) / 2.5, 6);
    expect(scores[1]).toBe(0);
  });

  it("counts a term as often as the query has it", () => {
    const index = createBm25(["a b", "c d"]);
    expect(index.score("a a")[0]).toBeCloseTo(2 * index.score("a")[0]!, 6);
  });

  it("takes empty documents and queries without known words", () => {
    const index = createBm25(["", "a"]);
    expect([...index.score("unseen")]).toEqual([0, 0]);
    expect(createBm25(["", ""]).score("a")).toEqual(new Float32Array(2));
  });

  it("is not confused by words that JavaScript knows", () => {
    expect(createBm25(["constructor toString", "a"]).score("constructor")[0]).toBeGreaterThan(0);
  });

  it.each([
    ["no documents", () => createBm25([])],
    ["a limit of half a document", () => createBm25(["a"]).search("a", { limit: 0.5 })],
    ["an excluded row that is none", () => createBm25(["a"]).search("a", { exclude: [1] })],
    ["k1 below 0", () => createBm25(["a"], { k1: -1 })],
    ["b above 1", () => createBm25(["a"], { b: 2 })],
    ["delta not a number", () => createBm25(["a"], { delta: NaN })],
    ["an unknown variant", () => createBm25(["a"], { variant: "bm42" as Bm25Variant })],
  ])("refuses %s", (_, create) => expect(create).toThrow(ArgumentError));

  it("relation: permuted documents get permuted scores", () => {
    const words = fc
      .array(fc.constantFrom(..."abcdef"), { maxLength: 8 })
      .map((letters) => letters.join(" "));
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), words, (documents, query) => {
        const forwards = createBm25(documents).score(query);
        const backwards = createBm25(documents.toReversed()).score(query);
        for (const [row, score] of forwards.entries())
          expect(backwards[documents.length - 1 - row]).toBeCloseTo(score, 5);
      }),
    );
  });
});

/** Words that most documents have, some more often than others. */
const commonWords = (row: number) =>
  `the ${row % 3 ? "of " : ""}${row % 4 ? "and ".repeat(1 + (row % 3)) : ""}`;

describe("relation: search gives the first of all scores", () => {
  // Words from frequent to rare, so that frequent ones are often skipped.
  const words = fc
    .array(fc.constantFrom(..."aaaaaaaabbbbccdefgh"), { minLength: 0, maxLength: 6 })
    .map((letters) => letters.join(" "));

  it("with every variant, limit and exclusion, bit for bit, and again with the same index", () => {
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 60 }),
        fc.array(words, { minLength: 1, maxLength: 3 }),
        fc.constantFrom<Bm25Variant>("lucene", "okapi", "atire", "bm25l", "bm25+"),
        fc.nat(12),
        fc.array(fc.nat(59), { maxLength: 3 }),
        (documents, queries, variant, limit, chosen) => {
          const index = createBm25([...documents, "unasked"], { variant });
          const exclude = chosen.filter((row) => row < documents.length);
          for (const query of queries) {
            const scores = index.score(query);
            const expected = [...topRows(scores, scores.length, { exclude })]
              .filter((row) => scores[row]! > scores.at(-1)!)
              .slice(0, limit);
            const result = index.search(query, { limit, exclude });
            expect([...result.scores]).toEqual(expected.map((row) => scores[row]));
            expect([...result.rows]).toEqual(expected);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("for a query of 20,000 words", () => {
    const index = createBm25(["a b", "b b c", "", "c d", "e"]);
    const query = "a b b d ".repeat(5000);
    const scores = index.score(query);
    const { rows, scores: best } = index.search(query, { exclude: [3] });
    expect([...rows]).toEqual([0, 1].toSorted((first, second) => scores[second]! - scores[first]!));
    expect([...best]).toEqual([...rows].map((row) => scores[row]));
  });

  it("for a query of 1,000 different words, and then for one of two", () => {
    const index = createBm25(Array.from({ length: 1000 }, (_, row) => `w${row} w${(7 * row) % 1000} all`));
    for (const length of [1000, 2]) {
      const query = Array.from({ length }, (_, word) => `w${word}`);
      const scores = index.score(query);
      const { rows, scores: best } = index.search(query, { limit: 5 });
      expect([...rows]).toEqual([...topRows(scores, 5)].filter((row) => scores[row]! > 0));
      expect([...best]).toEqual([...rows].map((row) => scores[row]));
    }
  });

  it("on so many documents that most postings are skipped", () => {
    const random = xoroshiro128plus(5);
    // Few words everywhere, most of them rare; some documents far longer than others.
    const draw = (count: number) =>
      Array.from({ length: count }, () => `w${Math.floor(400 ** (uniformInt(random, 0, 1e6) / 1e6))}`).join(
        " ",
      );
    const documents = Array.from(
      { length: 3000 },
      (_, row) => commonWords(row) + draw(3 + (row % 9) * (row % 5)),
    );
    for (const variant of ["lucene", "bm25+"] as const) {
      const index = createBm25([...documents, "unasked"], { variant });
      for (const length of [1, 2, 3, 5, 8, 13, 21, 34, 55].flatMap((count) => [count, count, count])) {
        const query = `the of and ${draw(length)}`;
        const scores = index.score(query);
        const { rows } = index.search(query, { limit: 10 });
        const matching = [...topRows(scores, 10)].filter((row) => scores[row]! > scores.at(-1)!);
        expect([...rows]).toEqual(matching);
      }
    }
  });
});

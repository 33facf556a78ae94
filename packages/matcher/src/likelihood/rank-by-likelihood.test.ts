import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCodeIndex } from "../code-index/create-code-index.ts";
import { createTrie } from "../trie/create-trie.ts";
import { rankByLikelihood, type LikelyTrack } from "./rank-by-likelihood.ts";

const cases = fc
  .record({ depth: fc.integer({ min: 1, max: 4 }), tracks: fc.integer({ min: 0, max: 30 }) })
  .chain(({ depth, tracks }) =>
    fc.record({
      modalities: fc.constant(Array.from({ length: depth }, (_, m) => `m${m}`)),
      rows: fc.array(fc.array(fc.nat(3), { minLength: depth, maxLength: depth }), {
        minLength: tracks,
        maxLength: tracks,
      }),
      tables: fc.array(
        // Few values, so that equal likelihoods abound; and any values, so that sums round.
        fc.array(fc.oneof(fc.constantFrom(-1, -2, -Infinity), fc.double({ min: -9, max: 0, noNaN: true })), {
          minLength: 4,
          maxLength: 4,
        }),
        { minLength: depth, maxLength: depth },
      ),
      limit: fc.integer({ min: 0, max: 35 }),
    }),
  );

/** Every track's likelihood, summed from the first modality; best first, equal ones by code, then by row. */
function exhaustive(rows: number[][], logProbability: (code: number[], d: number) => number): LikelyTrack[] {
  return rows
    .map((code, row) => ({
      row,
      code,
      logProbability: code.reduce((sum, _, d) => sum + logProbability(code, d), 0),
    }))
    .filter((track) => track.logProbability > -Infinity)
    .toSorted(
      (a, b) =>
        b.logProbability - a.logProbability ||
        Number(a.code.join("")) - Number(b.code.join("")) ||
        a.row - b.row,
    );
}

describe("rankByLikelihood", () => {
  it("relation: equal to scoring every track, from a table a modality", () => {
    fc.assert(
      fc.property(cases, ({ modalities, rows, tables, limit }) => {
        const trie = createTrie({ codes: Uint16Array.from(rows.flat()), modalities });
        expect(rankByLikelihood({ trie, logProbabilities: tables, limit })).toEqual(
          exhaustive(rows, (code, d) => tables[d]![code[d]!]!).slice(0, limit),
        );
        // Tables need not hold probabilities: any numbers are ranked by their sum.
        const shifted = tables.map((table) => table.map((value) => value + 5));
        expect(rankByLikelihood({ trie, logProbabilities: shifted, limit })).toEqual(
          exhaustive(rows, (code, d) => shifted[d]![code[d]!]!).slice(0, limit),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("relation: equal to scoring every track, from a function of the prefix, within a view", () => {
    fc.assert(
      fc.property(cases, ({ modalities, rows, tables, limit }) => {
        const conditional = (prefix: readonly number[], code: number) =>
          tables[prefix.length]![(code + prefix.reduce((sum, value) => sum + value, 0)) % 4]!;
        const index = createCodeIndex({ codes: Uint16Array.from(rows.flat()), modalities });
        const ranked = rankByLikelihood({
          trie: createTrie(index).filter((row) => row % 3 > 0),
          logProbabilities: (prefix, codes) => Array.from(codes, (code) => conditional(prefix, code)),
          limit,
        });
        const truth = exhaustive(rows, (code, d) => conditional(code.slice(0, d), code[d]!));
        expect(ranked).toEqual(truth.filter(({ row }) => row % 3 > 0).slice(0, limit));
      }),
      { numRuns: 1000 },
    );
  });

  it("unit: asks for no prefix that cannot be among the best", () => {
    const codes = Uint16Array.from(
      Array.from({ length: 64 }, (_, i) => [i >> 4, (i >> 2) & 3, i & 3]).flat(),
    );
    const asked: string[] = [];
    const [best] = rankByLikelihood({
      trie: createTrie({ codes, modalities: ["a", "b", "c"] }),
      logProbabilities: (prefix, allowed) => {
        asked.push(prefix.join());
        return Array.from(allowed, (code) => (code === 2 ? -0.1 : -3));
      },
      limit: 1,
    });
    expect(best).toEqual({ row: 42, code: [2, 2, 2], logProbability: -0.1 + -0.1 + -0.1 });
    expect(asked).toEqual(["", "2", "2,2"]);
  });

  it("unit: refuses what is no log-probability", () => {
    const trie = createTrie({ codes: Uint16Array.of(0, 1, 1, 1), modalities: ["a", "b"] });
    const rank = (logProbabilities: Parameters<typeof rankByLikelihood>[0]["logProbabilities"]) => () =>
      rankByLikelihood({ trie, logProbabilities });
    expect(rank([[0, 0]])).toThrow(/2 tables/);
    expect(rank([[0, 0], [0]])).toThrow(/log-probability of 1 after \[0\]/);
    expect(
      rank([
        [0, NaN],
        [0, 0],
      ]),
    ).toThrow(/logProbabilities\[0\]/);
    expect(rank(() => [0.5, 0])).toThrow(/at most 0/);
    expect(rank(() => [-1])).toThrow(/log-probability of 1 after \[\]/);
    expect(rank(() => [1e-8, 1e-8])()).toHaveLength(2);
  });
});

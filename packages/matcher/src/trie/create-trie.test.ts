import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCodeIndex } from "../code-index/create-code-index.ts";
import { MatcherInputError } from "../matcher-input-error.ts";
import { createTrie } from "./create-trie.ts";

const catalogues = fc
  .record({ depth: fc.integer({ min: 1, max: 5 }), tracks: fc.integer({ min: 0, max: 40 }) })
  .chain(({ depth, tracks }) => {
    const code = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(0, 65_535));
    return fc.record({
      modalities: fc.constant(Array.from({ length: depth }, (_, m) => `m${m}`)),
      rows: fc.array(fc.array(code, { minLength: depth, maxLength: depth }), {
        minLength: tracks,
        maxLength: tracks,
      }),
      prefix: fc.array(code, { maxLength: depth }),
    });
  })
  .map(({ rows, ...rest }) => ({ ...rest, rows, codes: Uint16Array.from(rows.flat()) }));

const startsWith = (code: number[], prefix: number[]) => prefix.every((value, d) => code[d] === value);

describe("createTrie", () => {
  it("unit: allowed codes, their counts and the tracks of a code", () => {
    const codes = Uint16Array.of(5, 1, 3, 2, 5, 1, 5, 0, 3, 9);
    const trie = createTrie(createCodeIndex({ codes, modalities: ["a", "b"] }));
    expect([...trie.allowed([])]).toEqual([3, 5]);
    expect([...trie.counts([])]).toEqual([2, 3]);
    expect([...trie.allowed([5])]).toEqual([0, 1]);
    expect([...trie.counts([5])]).toEqual([1, 2]);
    expect([...trie.rows([5, 1])]).toEqual([0, 2]);
    expect([...trie.rows([3])]).toEqual([1, 4]);
    expect([trie.depth, trie.size, trie.distinctCodes]).toEqual([2, 5, 4]);
  });

  it("unit: a prefix that no track has allows nothing", () => {
    const trie = createTrie({ codes: Uint16Array.of(1, 7, 2, 7), modalities: ["a", "b"] });
    expect(trie.allowed([3]).length).toBe(0);
    expect(trie.counts([3]).length).toBe(0);
    expect(trie.rows([1, 8]).length).toBe(0);
    expect(() => trie.allowed([1, 7])).toThrow(MatcherInputError);
    expect(() => trie.rows([1, 7, 0])).toThrow(MatcherInputError);
  });

  it("relation: equal to a scan of the whole catalogue, filtered or not", () => {
    fc.assert(
      fc.property(
        catalogues,
        fc.integer({ min: 1, max: 3 }),
        ({ codes, modalities, rows, prefix }, keepEvery) => {
          const whole = createTrie({ codes, modalities });
          const keep = (row: number) => row % keepEvery === 0;
          for (const [trie, kept] of [
            [whole, () => true],
            [whole.filter(keep), keep],
          ] as const) {
            const below = rows.flatMap((code, row) => (kept(row) && startsWith(code, prefix) ? [row] : []));
            expect([...trie.rows(prefix)].toSorted((a, b) => a - b)).toEqual(below);
            if (prefix.length === modalities.length) {
              expect([...trie.rows(prefix)]).toEqual(below);
              continue;
            }
            const next = below.map((row) => rows[row]![prefix.length]!);
            const distinct = [...new Set(next)].toSorted((a, b) => a - b);
            expect([...trie.allowed(prefix)]).toEqual(distinct);
            expect([...trie.counts(prefix)]).toEqual(
              distinct.map((code) => next.filter((c) => c === code).length),
            );
            expect(trie.distinctCodes).toBe(new Set(rows.filter((_, row) => kept(row)).map(String)).size);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("relation: following allowed codes always ends at a track, and reaches every track", () => {
    fc.assert(
      fc.property(catalogues, ({ codes, modalities }) => {
        const trie = createTrie({ codes, modalities });
        const reach = (prefix: number[]): number[] =>
          prefix.length === trie.depth
            ? [...trie.rows(prefix)]
            : [...trie.allowed(prefix)].flatMap((code) => {
                const rows = reach([...prefix, code]);
                expect(rows.length).toBeGreaterThan(0);
                return rows;
              });
        expect(reach([]).toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: trie.size }, (_, row) => row),
        );
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MatcherInputError } from "../matcher-input-error.ts";
import type { LookupOptions } from "../lookup/lookup-options.ts";
import { createCodeIndex } from "./create-code-index.ts";
import { scan } from "./fixtures/scan.ts";

const five = ["playlist", "semantic", "metadata", "lyrics", "audio"];

/** Few codes a modality, skewed to the low ones, so that matches, ties and duplicates abound. */
const catalogues = fc
  .record({
    modalities: fc.integer({ min: 1, max: 6 }),
    tracks: fc.integer({ min: 0, max: 40 }),
    largest: fc.integer({ min: 0, max: 5 }),
  })
  .chain(({ modalities, tracks, largest }) => {
    const codeValue = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: largest }) },
      fc.constantFrom(0, 65_535),
    );
    return fc.record({
      modalities: fc.constant(Array.from({ length: modalities }, (_, m) => `m${m}`)),
      weights: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: modalities, maxLength: modalities }),
      codes: fc
        .array(codeValue, { minLength: tracks * modalities, maxLength: tracks * modalities })
        .map((values) => Uint16Array.from(values)),
      query: fc.array(fc.oneof(codeValue, fc.constant(-1)), { minLength: modalities, maxLength: modalities }),
      limit: fc.integer({ min: 0, max: 50 }),
      exclude: fc.array(fc.integer({ min: 0, max: 39 }).map(String), { maxLength: 5 }),
      keepEvery: fc.integer({ min: 1, max: 3 }),
    });
  });

describe("lookup", () => {
  it("unit: the paper's weights, and 25 = 16 + 9 broken in favour of the playlist", () => {
    const codes = Uint16Array.from([
      [9, 2, 3, 9, 9], // semantic + metadata = 25
      [1, 9, 9, 9, 9], // playlist = 25
      [1, 2, 3, 4, 5], // all = 55
      [9, 9, 9, 9, 5], // audio = 1
      [9, 9, 9, 9, 9], // nothing
      [9, 2, 9, 4, 5], // semantic + lyrics + audio = 21
      [1, 9, 9, 9, 5], // playlist + audio = 26
    ].flat()); // prettier-ignore
    const index = createCodeIndex({ codes, modalities: five, ids: ["a", "b", "c", "d", "e", "f", "g"] });
    expect(index.weights).toEqual([25, 16, 9, 4, 1]);
    const matches = index.lookup([1, 2, 3, 4, 5]);
    expect(matches.map(({ id, score }) => [id, score])).toEqual([
      ["c", 55],
      ["g", 26],
      ["b", 25],
      ["a", 25],
      ["f", 21],
      ["d", 1],
    ]);
    expect(matches[1]).toEqual({ row: 6, id: "g", score: 26, matched: ["playlist", "audio"] });
  });

  it("relation: equal to a scan of the whole catalogue", () => {
    fc.assert(
      fc.property(catalogues, ({ query, limit, exclude, keepEvery, ...catalogue }) => {
        const options = { limit, exclude, filter: (row: number) => row % keepEvery === 0 };
        const index = createCodeIndex(catalogue);
        expect(index.lookup(query, options)).toEqual(scan(catalogue, query, options));
        // Nothing of one lookup is left for the next.
        expect(index.lookup(query, options)).toEqual(scan(catalogue, query, options));
      }),
      { numRuns: 1000 },
    );
  });

  it("relation: a smaller limit gives a prefix, whatever the order of ties", () => {
    fc.assert(
      fc.property(catalogues, fc.integer(), ({ query, limit, ...catalogue }, seed) => {
        const index = createCodeIndex(catalogue);
        for (const ties of ["catalogue", { seed }, (row: number) => row % 3] as const) {
          const all = index.lookup(query, { limit: 100, ties });
          expect(index.lookup(query, { limit, ties })).toEqual(all.slice(0, limit));
        }
      }),
    );
  });

  it("relation: the order of ties changes nothing but the order inside a subset", () => {
    fc.assert(
      fc.property(catalogues, fc.integer(), ({ query, ...catalogue }, seed) => {
        const index = createCodeIndex(catalogue);
        const plain = index.lookup(query, { limit: 100 });
        for (const ties of [{ seed }, (row: number) => -row] as const) {
          const other = index.lookup(query, { limit: 100, ties });
          expect(other.map(({ matched }) => matched)).toEqual(plain.map(({ matched }) => matched));
          expect(other.map(({ row }) => row).toSorted()).toEqual(plain.map(({ row }) => row).toSorted());
        }
      }),
    );
  });

  it("unit: ties by a caller's score, highest first, or shuffled by a seed", () => {
    const index = createCodeIndex({ codes: new Uint16Array(8), modalities: ["only"] });
    const rows = (ties: LookupOptions["ties"]) => index.lookup([0], { ties }).map(({ row }) => row);
    expect(rows(undefined)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(rows((row) => row % 2)).toEqual([1, 3, 5, 7, 0, 2, 4, 6]);
    expect(rows((row) => (row === 5 ? Infinity : -Infinity))[0]).toBe(5);
    expect(rows({ seed: 1 })).toEqual(rows({ seed: 1 }));
    const orders = new Set(Array.from({ length: 50 }, (_, seed) => rows({ seed }).join("")));
    expect(orders.size).toBeGreaterThan(45);
    expect(() => rows(() => NaN)).toThrow(/ties\(0\)/);
  });

  it("unit: a filter may look up in the same index", () => {
    const index = createCodeIndex({ codes: Uint16Array.of(1, 1, 1, 2, 1, 1), modalities: ["a", "b"] });
    const filter = (row: number) => index.lookup(index.code(row))[0]!.row === row;
    expect(index.lookup([1, 1], { filter }).map(({ row }) => row)).toEqual([0, 1]);
  });

  it("unit: works at 16 modalities", () => {
    const modalities = Array.from({ length: 16 }, (_, m) => `m${m}`);
    const codes = Uint16Array.from({ length: 48 }, (_, i) => (i < 16 ? 1 : i < 32 ? 2 : i % 2));
    const [all, half] = createCodeIndex({ codes, modalities }).lookup(new Uint16Array(16).fill(1));
    expect(all).toMatchObject({ row: 0, matched: modalities });
    expect(half).toMatchObject({ row: 2, matched: modalities.filter((_, m) => m % 2) });
  });

  it("relation: equal to a scan at 16 modalities", () => {
    const modalities = Array.from({ length: 16 }, (_, m) => `m${m}`);
    const weights = modalities.map((_, m) => 16 - (m >> 1));
    const width = { minLength: 16, maxLength: 16 };
    const code = fc.array(fc.nat(2), width);
    fc.assert(
      fc.property(fc.array(code, { minLength: 100, maxLength: 300 }), code, (tracks, query) => {
        const catalogue = { codes: Uint16Array.from(tracks.flat()), modalities, weights };
        expect(createCodeIndex(catalogue).lookup(query, { limit: 200 })).toEqual(
          scan(catalogue, query, { limit: 200 }),
        );
      }),
      { numRuns: 5 },
    );
  });
});

describe("createCodeIndex", () => {
  const codes = Uint16Array.of(1, 2, 3, 4);
  const modalities = ["a", "b"];

  it.each([
    ["modalities", { codes, modalities: [] }],
    ["modalities", { codes, modalities: ["a", "a"] }],
    ["codes", { codes: codes.subarray(1), modalities }],
    ["weights", { codes, modalities, weights: [1] }],
    ["weights[1] (b)", { codes, modalities, weights: [1, 0] }],
    ["ids", { codes, modalities, ids: ["x"] }],
    ["ids", { codes, modalities, ids: ["x", "x"] }],
  ])("unit: refuses wrong %s", (input, options) => {
    expect(() => createCodeIndex(options)).toThrow(MatcherInputError);
    expect(() => createCodeIndex(options)).toThrow(expect.objectContaining({ input }));
  });

  it("unit: refuses a code of another length or of something else than whole numbers", () => {
    const index = createCodeIndex({ codes, modalities });
    expect(() => index.lookup([1])).toThrow(MatcherInputError);
    expect(() => index.lookup([1, 0.5])).toThrow(/the code's b/);
    expect(() => index.lookup([1, 2], { limit: NaN })).toThrow(/limit/);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCodeIndex } from "../code-index/create-code-index.ts";
import type { CodeReader } from "../code-index/code-reader.ts";
import { createBitmap } from "../filters/bitmap.ts";
import type { LookupOptions } from "../lookup/lookup-options.ts";
import { createRowLookup, type FoundRows } from "./create-row-lookup.ts";

const modalities = ["a", "b", "c"];
const depth = modalities.length;
const codeValue = fc.oneof({ weight: 4, arbitrary: fc.nat(4) }, fc.constantFrom(-1, 65_535, 70_000, 2 ** 32));
const codesOf = (value: fc.Arbitrary<number>, maxLength: number) =>
  fc.array(fc.array(value, { minLength: depth, maxLength: depth }), { maxLength, size: "max" });

/** What the typed arrays must hold: the lookups one by one. */
function oneByOne(index: CodeReader, codes: number[][], limit: number, filter?: LookupOptions["filter"]) {
  const found: { [Part in keyof FoundRows]: number[] } = { rows: [], scores: [], matched: [] };
  for (const code of codes) {
    const matches = index.lookup(code, { limit, filter });
    for (let place = 0; place < limit; place++) {
      const match = matches[place];
      const bits = match?.matched.map((name) => 1 << modalities.indexOf(name)) ?? [];
      found.rows.push(match?.row ?? -1);
      found.scores.push(match?.score ?? 0);
      found.matched.push(bits.reduce((mask, bit) => mask | bit, 0));
    }
  }
  return found;
}

const filter = (row: number) => row % 3 !== 0;

const plain = ({ rows, scores, matched }: FoundRows) => ({
  rows: [...rows],
  scores: [...scores],
  matched: [...matched],
});

describe("createRowLookup", () => {
  it("unit: rows, scores and the bits of what matches; -1 where no more tracks match", () => {
    const index = createCodeIndex({ codes: Uint16Array.of(1, 2, 3, 1, 9, 3, 8, 8, 8), modalities });
    const { rows, scores, matched } = createRowLookup(index)([1, 2, 3, -1, -1, 8], { limit: 3 });
    expect(rows).toEqual(Int32Array.of(0, 1, -1, 2, -1, -1));
    expect(scores).toEqual(Float64Array.of(14, 10, 0, 1, 0, 0));
    expect(matched).toEqual(Uint16Array.of(0b111, 0b101, 0, 0b100, 0, 0));
  });

  it("relation: equal to lookups one by one, in the caller's order, equal codes and filters as well", () => {
    fc.assert(
      fc.property(
        codesOf(fc.oneof(fc.nat(4), fc.constant(65_535)), 60),
        codesOf(codeValue, 150),
        fc.integer({ min: 1, max: 70 }),
        (tracks, asked, limit) => {
          const index = createCodeIndex({ codes: Uint16Array.from(tracks.flat()), modalities });
          const lookup = createRowLookup(index);
          expect(plain(lookup(asked.flat(), { limit }))).toEqual(oneByOne(index, asked, limit));
          const truth = oneByOne(index, asked, limit, filter);
          expect(plain(lookup(asked.flat(), { limit, filter }))).toEqual(truth);
          const kept = tracks.map((_, row) => row).filter(filter);
          const bitmap = createBitmap(kept, tracks.length);
          expect(plain(lookup(asked.flat(), { limit, filter: bitmap }))).toEqual(truth);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("relation: follows the index through changes; of a snapshot it stays as it was", () => {
    const codes = Uint16Array.from({ length: 300 }, (_, i) => (i * i) % 5);
    const index = createCodeIndex({ codes, modalities });
    const [lookup, before] = [createRowLookup(index), createRowLookup(index.snapshot())];
    const asked = Array.from({ length: 70 }, (_, q) => [q % 5, (q >> 1) % 5, 4]);
    const truthBefore = oneByOne(index, asked, 20);
    for (let row = 0; row < 100; row += 7) index.remove(String(row));
    index.add({ code: [0, 1, 4] });
    for (const compact of [false, true]) {
      if (compact) index.compact();
      expect(plain(lookup(asked.flat(), { limit: 20 }))).toEqual(oneByOne(index, asked, 20));
      expect(plain(before(asked.flat(), { limit: 20 }))).toEqual(truthBefore);
    }
  });

  it("unit: a filter may look up itself", () => {
    const index = createCodeIndex({ codes: Uint16Array.of(1, 2, 3, 1, 5, 6), modalities });
    const lookup = createRowLookup(index);
    const isFirst = (row: number) => lookup([1, 2, 3], { limit: 1 }).rows[0] === row;
    expect(lookup([1, 5, 6], { limit: 2, filter: isFirst }).rows).toEqual(Int32Array.of(0, -1));
  });

  it("unit: names what does not fit", () => {
    const lookup = createRowLookup(createCodeIndex({ codes: new Uint16Array(3), modalities }));
    expect(() => lookup([1, 2])).toThrow("codes must be a multiple of 3 long, but is 2.");
    expect(() => lookup([1, 2.5, 3])).toThrow("codes[1] must be a whole number, but is 2.5.");
    expect(() => lookup([1, 2, 3], { limit: 0 })).toThrow(/limit must be a whole number from 1/);
    expect(lookup([])).toEqual({
      rows: new Int32Array(),
      scores: new Float64Array(),
      matched: new Uint16Array(),
    });
  });
});

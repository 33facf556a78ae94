import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RepeatedPlaces } from "./repeated-places.ts";

const ascending = fc
  .uniqueArray(fc.oneof(fc.nat(40), fc.integer({ min: 8000, max: 8400 }), fc.nat(100_000)), { maxLength: 60 })
  .map((places) => Uint32Array.from(places).toSorted());

const list = (...places: number[]) => ({ places: Uint32Array.from(places), start: 0, end: places.length });

describe("RepeatedPlaces", () => {
  it("relation: finds what stands in two lists or more, once, with the bits of its lists", () => {
    const repeated = new RepeatedPlaces();
    fc.assert(
      fc.property(fc.array(ascending, { maxLength: 5 }), fc.nat(3), (lists, start) => {
        const truth = new Map<number, number>();
        lists.forEach((places, l) => {
          for (const place of places.subarray(start)) truth.set(place, (truth.get(place) ?? 0) | (1 << l));
        });
        const found: [number, number][] = [];
        repeated.find(
          lists.map((places, l) => ({ places, start, end: places.length, bit: 1 << l })),
          (place, bits) => found.push([place, bits]),
        );
        const several = [...truth].filter(([, bits]) => (bits & (bits - 1)) !== 0);
        expect(found.toSorted(([a], [b]) => a - b)).toEqual(several.toSorted(([a], [b]) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  it("unit: forgets what it saw, however often it is asked", () => {
    const repeated = new RepeatedPlaces();
    const found: number[] = [];
    const find = (place: number) =>
      repeated.find(
        [
          { ...list(0, place), bit: 1 },
          { ...list(0), bit: 2 },
        ],
        (each) => found.push(each),
      );
    for (let round = 1; round <= 70_000; round++) find(1 + (round % 3));
    expect(found).toEqual(Array.from({ length: 70_000 }, () => 0));
  });
});

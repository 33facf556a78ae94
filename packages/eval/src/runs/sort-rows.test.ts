import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortRowsByScore } from "./sort-rows.ts";

describe("relation: radix sort and comparison sort give one order", () => {
  it("of any numbers, infinities, zeros of both signs and ties", () => {
    const number = fc.oneof(
      fc.float({ noNaN: true }),
      fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, 1.5, Math.fround(1e-45)),
    );
    fc.assert(
      fc.property(fc.array(number, { maxLength: 60 }), (scores) => {
        const expected = scores
          .map((_, row) => row)
          .toSorted((a, b) => (scores[b]! > scores[a]! ? 1 : scores[b]! < scores[a]! ? -1 : a - b));
        expect([...sortRowsByScore(Float32Array.from(scores))]).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("unit: doubles that are one in single precision stay apart", () => {
    expect([...sortRowsByScore([1, 1 + 1e-12, 0.5])]).toEqual([1, 0, 2]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { topRows } from "./top-rows.ts";

describe("unit: top rows", () => {
  it("come best first, equal scores by row, without the excluded", () => {
    expect([...topRows([1, 3, 2, 3, 0], 3)]).toEqual([1, 3, 2]);
    expect([...topRows([1, 3, 2, 3, 0], 3, { exclude: [1, 1] })]).toEqual([3, 2, 0]);
    expect([...topRows([1], 5)]).toEqual([0]);
    expect([...topRows([1], 0)]).toEqual([]);
  });

  it("refuses scores that are not numbers and impossible counts", () => {
    expect(() => topRows([NaN, 1], 1)).toThrow(ArgumentError);
    expect(() => topRows([1], -1)).toThrow(ArgumentError);
  });

  it("relation: are the head of the sorted rows", () => {
    const scores = fc.array(fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(scores, fc.nat(30), fc.array(fc.nat(20)), (values, count, exclude) => {
        const sorted = values
          .map((_, row) => row)
          .filter((row) => !exclude.includes(row))
          .toSorted((a, b) => values[b]! - values[a]! || a - b);
        expect([...topRows(values, count, { exclude })]).toEqual(sorted.slice(0, count));
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/scipy.json" with { type: "json" };
import { ArgumentError } from "../errors/argument-error.ts";
import { pairedBootstrapTest } from "./paired-bootstrap-test.ts";

describe("parity: SciPy", () => {
  it.each(vectors.bootstrapTests)("bootstrap distribution of $name, shifted to 0", ({ turns, pValue }) => {
    const groups = turns.flatMap((values, dialogue) => values.map(() => `d${dialogue}`));
    const first = turns.flat();
    const result = pairedBootstrapTest({ first, second: first.map(() => 0), groups, seed: 3 });
    // Three standard errors of 10,000 resamples.
    expect(Math.abs(result.pValue - pValue)).toBeLessThan(3 * Math.sqrt((pValue * (1 - pValue)) / 10_000));
  });
});

describe("unit: paired bootstrap test", () => {
  it("finds no difference between a system and itself", () => {
    const values = [0.2, 0.7, 0.1];
    const groups = ["a", "b", "c"];
    expect(pairedBootstrapTest({ first: values, second: values, groups, seed: 1 })).toEqual({
      difference: 0,
      pValue: 1,
    });
  });

  it("is the same for swapped systems, and by its seed", () => {
    const first = [0.9, 0.1, 0.4, 0.8, 0.3];
    const second = [0.5, 0.2, 0.1, 0.4, 0.3];
    const groups = ["a", "b", "b", "c", "d"];
    const forwards = pairedBootstrapTest({ first, second, groups, seed: 4 });
    const backwards = pairedBootstrapTest({ first: second, second: first, groups, seed: 4 });
    expect(backwards.pValue).toBe(forwards.pValue);
    expect(backwards.difference).toBeCloseTo(-forwards.difference, 12);
    expect(pairedBootstrapTest({ first, second, groups, seed: 4 })).toEqual(forwards);
  });

  it("never gives a p of 0", () => {
    const first = Array.from({ length: 40 }, () => 1);
    const groups = first.map((_, turn) => `d${turn}`);
    const second = first.map(() => 0);
    expect(pairedBootstrapTest({ first, second, groups, seed: 1, resamples: 999 }).pValue).toBe(0.001);
  });

  it("refuses values of different turns, and no resamples", () => {
    const options = { first: [1, 2], second: [1, 2], groups: ["a", "b"], seed: 1 };
    expect(() => pairedBootstrapTest({ ...options, second: [1] })).toThrow(ArgumentError);
    expect(() => pairedBootstrapTest({ ...options, resamples: 0 })).toThrow(ArgumentError);
  });
});

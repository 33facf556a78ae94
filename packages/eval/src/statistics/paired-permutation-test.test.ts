import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/scipy.json" with { type: "json" };
import { ArgumentError } from "../errors/argument-error.ts";
import { pairedPermutationTest } from "./paired-permutation-test.ts";

describe("parity: SciPy", () => {
  it("exact paired permutation test", () => {
    const { first, second, pValue } = vectors.permutation;
    const result = pairedPermutationTest({
      first,
      second,
      groups: first.map((_, turn) => `d${turn}`),
      seed: 1,
    });
    expect(result.exact).toBe(true);
    expect(result.pValue).toBeCloseTo(pValue, 12);
  });
});

describe("unit: paired permutation test", () => {
  it("of 3 dialogues that all favour the first: 2 of 8 sign patterns are as extreme, p = 1/4", () => {
    const options = { first: [1, 1, 1, 1], second: [0, 0.5, 0, 0], groups: ["a", "a", "b", "c"], seed: 1 };
    expect(pairedPermutationTest(options)).toEqual({ difference: 3.5 / 4, pValue: 0.25, exact: true });
  });

  it("finds no difference between a system and itself", () => {
    const values = [0.2, 0.7, 0.1];
    const groups = ["a", "b", "c"];
    expect(pairedPermutationTest({ first: values, second: values, groups, seed: 1 }).pValue).toBe(1);
  });

  it("relation: drawn swaps agree with all swaps, also when 30 dialogues without a difference come before", () => {
    const same = Array.from({ length: 30 }, () => 0.5);
    const first = [...same, ...vectors.permutation.first];
    const second = [...same, ...vectors.permutation.second];
    const groups = first.map((_, turn) => `d${turn}`);
    const drawn = pairedPermutationTest({ first, second, groups, seed: 1 });
    expect(drawn.exact).toBe(false);
    expect(Math.abs(drawn.pValue - vectors.permutation.pValue)).toBeLessThan(0.02);
  });

  it("never gives a drawn p of 0", () => {
    const first = Array.from({ length: 40 }, () => 1);
    const groups = first.map((_, turn) => `d${turn}`);
    const second = first.map(() => 0);
    expect(pairedPermutationTest({ first, second, groups, seed: 1, permutations: 999 }).pValue).toBe(0.001);
  });

  it("refuses values of different turns", () => {
    expect(() => pairedPermutationTest({ first: [1], second: [1, 2], groups: ["a"], seed: 1 })).toThrow(
      ArgumentError,
    );
  });
});

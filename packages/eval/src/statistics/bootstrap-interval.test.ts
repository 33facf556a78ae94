import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/scipy.json" with { type: "json" };
import { ArgumentError } from "../errors/argument-error.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";

const cases = vectors.bootstraps.map(({ turns, intervals }) => ({
  values: turns.flat(),
  groups: turns.flatMap((values, dialogue) => values.map(() => `d${dialogue}`)),
  dialogues: turns.length,
  intervals,
}));

const seeded = (seed: number) => bootstrapInterval({ ...cases[0]!, seed, resamples: 50 });

describe("parity: SciPy, to the resampling error", () => {
  describe.each(cases)("$dialogues dialogues", ({ values, groups, intervals }) => {
    it.each(["bca", "percentile"] as const)("%s", (method) => {
      const [low, high] = intervals[method] as [number, number];
      const interval = bootstrapInterval({ values, groups, seed: 5, method, resamples: 100_000 });
      const tolerance = 0.01 * (high - low);
      expect(Math.abs(interval.low - low)).toBeLessThan(tolerance);
      expect(Math.abs(interval.high - high)).toBeLessThan(tolerance);
    });
  });
});

describe("unit: bootstrap", () => {
  const values = [1, 0, 0.5, 0.25, 1, 0];
  const groups = ["a", "a", "a", "b", "b", "c"];

  it("estimates the mean over turns, or over dialogues of each one's mean", () => {
    expect(bootstrapInterval({ values, groups, seed: 1 }).estimate).toBeCloseTo(2.75 / 6, 15);
    expect(bootstrapInterval({ values, groups, seed: 1, average: "dialogues" }).estimate).toBeCloseTo(
      (0.5 + 0.625 + 0) / 3,
      15,
    );
  });

  it("is the same for the same seed and another for another", () => {
    expect(seeded(1)).toEqual(seeded(1));
    expect(seeded(1)).not.toEqual(seeded(2));
  });

  it("resamples dialogues, not turns: one dialogue repeated 100 times is no more certain", () => {
    const once = bootstrapInterval({ values: [0, 1, 0.5], groups: ["a", "b", "c"], seed: 1 });
    const many = bootstrapInterval({
      values: Array.from({ length: 300 }, (_, turn) => [0, 1, 0.5][turn % 3]!),
      groups: Array.from({ length: 300 }, (_, turn) => ["a", "b", "c"][turn % 3]!),
      seed: 1,
    });
    expect([many.low, many.high]).toEqual([once.low, once.high]);
  });

  it("has no width when all values are alike", () => {
    const { low, high } = bootstrapInterval({ values: [0.5, 0.5], groups: ["a", "b"], seed: 1 });
    expect([low, high]).toEqual([0.5, 0.5]);
  });

  it.each([
    ["one dialogue", { values: [1, 0], groups: ["a", "a"] }],
    ["groups of another length", { values: [1, 0], groups: ["a"] }],
    ["a value that is not finite", { values: [1, NaN], groups: ["a", "b"] }],
    ["level 1", { values: [1, 0], groups: ["a", "b"], level: 1 }],
    ["no resamples", { values: [1, 0], groups: ["a", "b"], resamples: 0 }],
  ])("refuses %s", (_, options) =>
    expect(() => bootstrapInterval({ seed: 1, ...options })).toThrow(ArgumentError),
  );
});

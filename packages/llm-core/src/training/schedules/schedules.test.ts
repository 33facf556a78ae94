import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/warmup-cosine.json";
import { constantSchedule, warmupCosineSchedule } from "./schedules.ts";

describe("warmupCosineSchedule", () => {
  it.each(vectors.cases)(
    "parity: the rates are transformers' ($warmup of $steps steps)",
    ({ warmup, steps, rates }) => {
      const schedule = warmupCosineSchedule({ warmup });
      rates.forEach((rate, step) => expect(schedule(step, steps)).toBeCloseTo(rate, 12));
    },
  );

  it("unit: a warm-up below 1 is a share of the run, and the floor is what is left", () => {
    const schedule = warmupCosineSchedule({ warmup: 0.1, floor: 0.2 });
    const expected = { 0: 0, 50: 0.5, 100: 1, 550: 0.6, 1000: 0.2, 2000: 0.2 };
    for (const [step, rate] of Object.entries(expected))
      expect(schedule(Number(step), 1000)).toBeCloseTo(rate, 12);
  });

  it("unit: a negative warm-up and a floor beyond the peak are refused", () => {
    expect(() => warmupCosineSchedule({ warmup: -1 })).toThrow(RangeError);
    expect(() => warmupCosineSchedule({ floor: 1.5 })).toThrow(RangeError);
  });
});

describe("constantSchedule", () => {
  it("unit: is 1 throughout", () => {
    expect([0, 5, 10].map((step) => constantSchedule()(step, 10))).toEqual([1, 1, 1]);
  });
});

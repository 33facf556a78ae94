import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aliasTable } from "./alias-table.ts";
import { randomGenerator } from "./random-generator.ts";

describe("aliasTable", () => {
  it("relation: draws come in proportion to the weights", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        weights.filter((values) => values.some((value) => value > 0)),
        fc.integer(),
        (values, seed) => {
          const draw = aliasTable(values, randomGenerator(seed));
          const drawn = values.map(() => 0);
          for (let i = 0; i < 4000; i++) drawn[draw()]!++;
          const sum = values.reduce((total, value) => total + value, 0);
          values.forEach((value, i) => expect(drawn[i]! / 4000).toBeCloseTo(value / sum, 1));
          values.forEach((value, i) => value === 0 && expect(drawn[i]).toBe(0));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("randomGenerator", () => {
  it("unit: uniform in [0, 1), the same for the same seed", () => {
    const random = randomGenerator(3);
    const values = Array.from({ length: 20_000 }, random);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 2);
    const again = randomGenerator(3);
    expect(values.slice(0, 100)).toEqual(Array.from({ length: 100 }, again));
  });
});

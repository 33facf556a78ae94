import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aliasTable } from "./alias-table.ts";
import { randomGenerator } from "./random-generator.ts";

describe("aliasTable", () => {
  it("relation: columns and aliases together give every index its weight's share", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(
        weights.filter((values) => values.some((value) => value > 0)),
        (values) => {
          const table = aliasTable(values);
          const share = values.map(() => 0);
          values.forEach((_, column) => {
            const own = table[2 * column]! / 2 ** 32;
            share[column]! += own / values.length;
            share[table[2 * column + 1]!]! += (1 - own) / values.length;
          });
          const sum = values.reduce((total, value) => total + value, 0);
          values.forEach((value, i) => expect(share[i]).toBeCloseTo(value / sum, 8));
          values.forEach((value, i) => value === 0 && expect(share[i]).toBeLessThan(1e-9));
        },
      ),
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

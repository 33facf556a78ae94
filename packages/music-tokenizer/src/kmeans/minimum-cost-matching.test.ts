import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimumCostMatching } from "./minimum-cost-matching.ts";

const vector = JSON.parse(
  readFileSync(new URL("__vectors__/minimum-cost-matching.json", import.meta.url), "utf8"),
) as { cases: { rows: number; columns: number; costs: number[]; total: number; columnOf: number[] }[] };

function totalOf(costs: ArrayLike<number>, columns: number, columnOf: ArrayLike<number>): number {
  return Array.from(columnOf).reduce((sum, column, row) => sum + costs[row * columns + column]!, 0);
}

describe("parity: minimumCostMatching against scipy (parity/music-tokenizer-kmeans-matching.py)", () => {
  it.each(vector.cases)("$rows x $columns", ({ rows, columns, costs, total, columnOf }) => {
    const matched = minimumCostMatching(Float64Array.from(costs), rows, columns);
    expect(new Set(matched).size).toBe(rows);
    expect(totalOf(costs, columns, matched)).toBeCloseTo(total, 9);
    const hasTies = costs.every(Number.isInteger);
    if (!hasTies) expect([...matched]).toEqual(columnOf);
  });
});

it("unit: takes the detour that costs less in all", () => {
  // Row 0 likes column 0 best (1 against 2), but row 1 needs it more (1 against 9).
  expect(minimumCostMatching(Float64Array.of(1, 2, 1, 9), 2, 2)).toEqual(Uint32Array.of(1, 0));
});

it("relation: no other matching costs less", () => {
  const cost = fc.integer({ min: -9, max: 9 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 2 }),
      fc.infiniteStream(cost),
      (rows, more, draws) => {
        const columns = rows + more;
        const costs = Float64Array.from({ length: rows * columns }, () => draws.next().value!);
        const matched = minimumCostMatching(costs, rows, columns);
        const totals = injections(rows, columns).map((other) => totalOf(costs, columns, other));
        expect(totalOf(costs, columns, matched)).toBe(Math.min(...totals));
      },
    ),
  );
});

/** All ways to give each row a column of its own. */
function injections(rows: number, columns: number): number[][] {
  if (rows === 0) return [[]];
  return injections(rows - 1, columns).flatMap((before) =>
    Array.from({ length: columns }, (_, column) => column)
      .filter((column) => !before.includes(column))
      .map((column) => [...before, column]),
  );
}

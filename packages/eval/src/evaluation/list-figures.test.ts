import { describe, expect, it } from "vitest";
import { tagDistance } from "../metrics/intra-list-diversity.ts";
import { listFigures } from "./list-figures.ts";

describe("unit: list figures", () => {
  const tags: Record<string, string[]> = { a: ["jazz"], b: ["jazz"], c: ["techno"], d: [] };
  const run = [{ ranked: ["a", "b", "c"] }, { ranked: ["a", "x"] }, { ranked: [] }];

  it("come with their populations", () => {
    const figures = listFigures(run, {
      catalogue: Object.keys(tags),
      cutoff: 2,
      counts: new Map([["a", 4]]),
      distance: (one, other) => tagDistance(tags[one] ?? [], tags[other] ?? []),
    });
    expect(figures).toEqual({
      cutoff: 2,
      lists: 3,
      emptyLists: 1,
      coverage: 2 / 4,
      gini: (1 * 1 + 3 * 2) / (4 * 3), // counts 0, 0, 1, 2
      validity: 4 / 5,
      novelty: (2 * -Math.log2(5 / 8) + 2 * 3) / 4,
      diversity: (0 + 1) / 2,
      diverseLists: 2,
    });
  });

  it("leave out what was not asked for", () => {
    expect(Object.keys(listFigures(run, { catalogue: ["a"] }))).not.toContain("novelty");
  });
});

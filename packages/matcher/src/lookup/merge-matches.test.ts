import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCodeIndex } from "../code-index/create-code-index.ts";

const index = createCodeIndex({
  codes: Uint16Array.of(1, 1, 1, 2, 3, 2, 3, 4),
  modalities: ["a", "b"],
  ids: ["w", "x", "y", "z"],
});

describe("lookupMerged", () => {
  it("unit: reciprocal ranks summed over the codes, with what each code matched", () => {
    // [1, 2]: x (a + b), w (a), y (b). [3, 2]: y (a + b), z (a), x (b).
    const merged = index.lookupMerged([
      [1, 2],
      [3, 2],
    ]);
    expect(merged).toEqual([
      { row: 1, id: "x", score: 1 / 61 + 1 / 63, matched: [["a", "b"], ["b"]] },
      { row: 2, id: "y", score: 1 / 63 + 1 / 61, matched: [["b"], ["a", "b"]] },
      { row: 0, id: "w", score: 1 / 62, matched: [["a"], []] },
      { row: 3, id: "z", score: 1 / 62, matched: [[], ["a"]] },
    ]);
  });

  it("unit: scores summed, weighted by the codes, limited after merging", () => {
    const codes = [
      [1, 2],
      [3, 2],
    ];
    const merged = index.lookupMerged(codes, { rule: "score", codeWeights: [0.25, 1], limit: 2 });
    expect(merged.map(({ id, score }) => [id, score])).toEqual([
      ["y", 0.25 * 1 + 5],
      ["z", 4],
    ]);
    expect(index.lookupMerged(codes, { exclude: ["y"], depth: 1 }).map(({ id }) => id)).toEqual(["x", "z"]);
    expect(index.lookupMerged([])).toEqual([]);
    expect(() => index.lookupMerged(codes, { codeWeights: [1] })).toThrow(/codeWeights/);
  });

  it("relation: merging one code changes nothing; lookupMany is lookup of each", () => {
    const code = fc.tuple(fc.integer({ min: -1, max: 4 }), fc.integer({ min: -1, max: 4 }));
    fc.assert(
      fc.property(code, fc.array(code), (one, many) => {
        for (const rule of ["reciprocal-rank", "score"] as const)
          expect(index.lookupMerged([one], { rule }).map(({ id }) => id)).toEqual(
            index.lookup(one).map(({ id }) => id),
          );
        expect(index.lookupMany(many, { limit: 2 })).toEqual(
          many.map((each) => index.lookup(each, { limit: 2 })),
        );
      }),
    );
  });
});

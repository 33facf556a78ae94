import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { evaluateRun } from "./evaluate-run.ts";
import { popularityBuckets } from "./popularity-buckets.ts";

const counts = new Map(Object.entries({ a: 1, b: 9, c: 10, d: 1000 }));
const catalogue = ["a", "b", "c", "d", "unseen"];

describe("unit: popularity buckets", () => {
  it("hold every track once, by its count, and leave empty buckets out", () => {
    expect(popularityBuckets({ counts, catalogue })).toEqual({
      "0": new Set(["unseen"]),
      "1-9": new Set(["a", "b"]),
      "10-99": new Set(["c"]),
      "1000+": new Set(["d"]),
    });
  });

  it("are named by their only count when they have one", () => {
    expect(Object.keys(popularityBuckets({ counts, catalogue, edges: [1, 2] }))).toEqual(["0", "1", "2+"]);
  });

  it("split an evaluation", () => {
    const turn = { turnId: "d#1", dialogueId: "d", turn: 1 };
    const { subsets } = evaluateRun([{ ...turn, ranked: ["c"] }], [{ ...turn, trackId: "c" }], {
      subsets: popularityBuckets({ counts, catalogue }),
    });
    expect(subsets["10-99"]).toMatchObject({ turns: 1, mrr: 1 });
    expect(subsets["0"]!.turns).toBe(0);
  });

  it.each([[[0]], [[5, 5]], [[1.5]]])("refuse edges %j", (edges) =>
    expect(() => popularityBuckets({ counts, catalogue, edges })).toThrow(ArgumentError),
  );
});

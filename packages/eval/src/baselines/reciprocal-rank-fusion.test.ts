import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { createFusionRanker, reciprocalRankFusion } from "./reciprocal-rank-fusion.ts";

const history = { queries: ["q"], played: [0], responses: [] };

const scorer = (scores: number[]) => ({ name: "s", score: () => Float32Array.from(scores) });

const fuse = (pairs: [number, number][]) =>
  reciprocalRankFusion([pairs.map(([a]) => a), pairs.map(([, b]) => b)]);

describe("unit: reciprocal rank fusion", () => {
  it("sums weight / (60 + position)", () => {
    const fused = reciprocalRankFusion(
      [
        [3, 2, 1],
        [1, 2, 3],
      ],
      { weights: [1, 2] },
    );
    expect(fused[0]).toBeCloseTo(1 / 61 + 2 / 63, 7);
    expect(fused[1]).toBeCloseTo(1 / 62 + 2 / 62, 7);
  });

  it("gives equal scores the mean of their positions", () => {
    expect([...reciprocalRankFusion([[0, 5, 0, 0]], { k: 0 })]).toEqual(
      [1 / 3, 1, 1 / 3, 1 / 3].map(Math.fround),
    );
  });

  it("relation: permuted rows get permuted scores, and a rising map of the scores changes nothing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { minLength: 1 }),
        (rows) => {
          expect([...fuse(rows.toReversed())].toReversed()).toEqual([...fuse(rows)]);
          expect(fuse(rows.map(([a, b]) => [a * 2 + 1, b]))).toEqual(fuse(rows));
        },
      ),
    );
  });

  it("fuses rankers", () => {
    const ranker = createFusionRanker({ rankers: [scorer([1, 2]), scorer([1, 2])] });
    expect([...ranker.score(history)]).toEqual([
      ...reciprocalRankFusion([
        [1, 2],
        [1, 2],
      ]),
    ]);
  });

  it.each([
    ["no rankings", () => reciprocalRankFusion([])],
    ["rankings of different catalogues", () => reciprocalRankFusion([[1], [1, 2]])],
    ["scores that are not numbers", () => reciprocalRankFusion([[1, NaN]])],
    ["a weight too few", () => reciprocalRankFusion([[1], [1]], { weights: [1] })],
  ])("refuses %s", (_, refused) => expect(refused).toThrow(ArgumentError));
});

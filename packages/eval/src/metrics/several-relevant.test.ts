import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/ranx-metrics.json" with { type: "json" };
import { ArgumentError } from "../errors/argument-error.ts";
import { averagePrecision } from "./average-precision.ts";
import { firstHitAtK } from "./first-hit.ts";
import { firstReciprocalRank } from "./first-reciprocal-rank.ts";
import { hitAtK } from "./hit-rate.ts";
import { precisionAtK } from "./precision.ts";
import { rPrecision } from "./r-precision.ts";
import { rankFromList } from "./rank-from-list.ts";
import { rankFromScores } from "./rank-from-scores.ts";
import { reciprocalRank } from "./reciprocal-rank.ts";
import { recommendedSongsClicks } from "./recommended-songs-clicks.ts";

const at = (...places: number[]) => places.map((place) => ({ better: place - 1, tied: 1 }));

describe("unit: several relevant items", () => {
  it("at places 2 and 5 of three: AP (1/2 + 2/5) / 3, P@5 2/5, R-precision 1/3, RR 1/2", () => {
    const ranks = [...at(5, 2), undefined];
    expect(averagePrecision(ranks)).toBeCloseTo((1 / 2 + 2 / 5) / 3, 15);
    expect(averagePrecision(ranks, 4)).toBeCloseTo(1 / 6, 15);
    expect(precisionAtK(ranks, 5)).toBe(2 / 5);
    expect(rPrecision(ranks)).toBe(1 / 3);
    expect([firstReciprocalRank(ranks), firstReciprocalRank(ranks, 1)]).toEqual([1 / 2, 0]);
    expect([firstHitAtK(ranks, 1), firstHitAtK(ranks, 2)]).toEqual([0, 1]);
  });

  it("two in a tie of three: the first is at place 1 with 2/3, at place 2 with 1/3", () => {
    const ranks = [
      { better: 0, tied: 3 },
      { better: 0, tied: 3 },
    ];
    expect(firstReciprocalRank(ranks)).toBeCloseTo(2 / 3 + 1 / 6, 15);
    expect(firstHitAtK(ranks, 1)).toBeCloseTo(2 / 3, 15);
  });

  it("clicks: places 1, 10 and 11 of ten a page are 0, 0 and 1; none in 500 is 51", () => {
    expect([1, 10, 11, 500, 501].map((place) => recommendedSongsClicks(at(place)))).toEqual([
      0, 0, 1, 49, 51,
    ]);
    expect(recommendedSongsClicks([undefined])).toBe(51);
    expect(recommendedSongsClicks([{ better: 9, tied: 2 }])).toBe(0.5);
  });

  it.each([
    ["no relevant item", () => averagePrecision([])],
    ["no relevant item", () => precisionAtK([], 3)],
    ["no relevant item", () => rPrecision([])],
    ["no relevant item", () => firstHitAtK([], 3)],
    [
      "three in a tie of two",
      () => firstReciprocalRank(Array.from({ length: 3 }, () => ({ better: 0, tied: 2 }))),
    ],
    ["cutoff 0", () => averagePrecision(at(1), 0)],
    ["cutoff 0.5", () => firstReciprocalRank(at(1), 0.5)],
  ])("refuses %s", (_, compute) => expect(compute).toThrow(ArgumentError));
});

describe("relation: ties are worth the mean over all orders of equal scores", () => {
  const scoresWithTies = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 6 });

  it("for every metric of several relevant items", () => {
    fc.assert(
      fc.property(
        scoresWithTies,
        fc.integer({ min: 1, max: 63 }),
        fc.integer({ min: 1, max: 7 }),
        (scores, mask, k) => {
          const relevant = scores.map((_, row) => row).filter((row) => (mask >> row) & 1);
          fc.pre(relevant.length > 0);
          const ranks = relevant.map((row) => rankFromScores(scores, row));
          const means = meanOverOrders(scores, (order) => {
            const hits = order.map((row) => (relevant.includes(row) ? 1 : 0) as number);
            const first = hits.indexOf(1);
            const found = (count: number) => hits.slice(0, count).reduce((sum, hit) => sum + hit, 0);
            const precisions = hits.map((hit, place) =>
              hit && place < k ? found(place + 1) / (place + 1) : 0,
            );
            return [
              precisions.reduce((sum, value) => sum + value, 0) / relevant.length,
              found(k) / k,
              found(relevant.length) / relevant.length,
              first < k ? 1 / (first + 1) : 0,
              first < k ? 1 : 0,
            ];
          });
          const got = [
            averagePrecision(ranks, k),
            precisionAtK(ranks, k),
            rPrecision(ranks),
            firstReciprocalRank(ranks, k),
            firstHitAtK(ranks, k),
          ];
          for (const [index, mean] of means.entries()) expect(got[index]).toBeCloseTo(mean, 12);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("with one relevant item they are the metrics of one", () => {
    const rank = fc.record({ better: fc.nat(20), tied: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(rank, fc.integer({ min: 1, max: 30 }), (one, k) => {
        expect(firstReciprocalRank([one], k)).toBeCloseTo(reciprocalRank(one, k), 12);
        expect(averagePrecision([one], k)).toBeCloseTo(reciprocalRank(one, k), 12);
        expect(firstHitAtK([one], k)).toBeCloseTo(hitAtK(one, k), 12);
      }),
    );
  });
});

describe("parity: ranx", () => {
  it.each(vectors.cases.map((case_, index) => ({ ...case_, index })))(
    "$kind relevant, case $index",
    (case_) => {
      const { expected } = case_;
      const ranks = case_.relevant.map((id) => rankFromList(case_.ranked, id));
      expect(firstReciprocalRank(ranks)).toBeCloseTo(expected.mrr, 12);
      expect(firstReciprocalRank(ranks, 5)).toBeCloseTo(expected["mrr@5"], 12);
      expect(firstHitAtK(ranks, 10)).toBeCloseTo(expected["hit_rate@10"], 12);
      expect(averagePrecision(ranks)).toBeCloseTo(expected.map, 12);
      expect(averagePrecision(ranks, 10)).toBeCloseTo(expected["map@10"], 12);
      expect(precisionAtK(ranks, 5)).toBeCloseTo(expected["precision@5"], 12);
      expect(precisionAtK(ranks, 10)).toBeCloseTo(expected["precision@10"], 12);
      expect(rPrecision(ranks)).toBeCloseTo(expected["r-precision"], 12);
    },
  );
});

/** The mean of several figures over every order in which equal scores may come. */
function meanOverOrders(scores: number[], figures: (order: number[]) => number[]): number[] {
  const orders = permutations(scores.map((_, row) => row)).filter((order) =>
    order.every((row, place) => place === 0 || scores[order[place - 1]!]! >= scores[row]!),
  );
  const all = orders.map(figures);
  return all[0]!.map((_, index) => all.reduce((sum, values) => sum + values[index]!, 0) / all.length);
}

function permutations(rows: number[]): number[][] {
  if (rows.length <= 1) return [rows];
  return rows.flatMap((row, place) => permutations(rows.toSpliced(place, 1)).map((rest) => [row, ...rest]));
}

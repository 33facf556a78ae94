import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/ranx-metrics.json" with { type: "json" };
import { ArgumentError } from "../errors/argument-error.ts";
import { hitAtK } from "./hit-rate.ts";
import { ndcgAtK } from "./ndcg.ts";
import { rankFromList } from "./rank-from-list.ts";
import { rankFromScores } from "./rank-from-scores.ts";
import { recallAtK } from "./recall.ts";
import { reciprocalRank } from "./reciprocal-rank.ts";

/** The mean of a metric over every order of equal scores. */
function bruteForce(scores: number[], metric: (order: number[]) => number): number {
  const orders = permutations(scores.map((_, row) => row)).filter((order) =>
    order.every((row, place) => place === 0 || scores[order[place - 1]!]! >= scores[row]!),
  );
  return orders.reduce((sum, order) => sum + metric(order), 0) / orders.length;
}

describe("unit: one relevant item", () => {
  it("is third of distinct scores: RR 1/3, Hit@2 0, Hit@3 1, nDCG@3 1/log2(4)", () => {
    const rank = { better: 2, tied: 1 };
    expect(reciprocalRank(rank)).toBeCloseTo(1 / 3, 15);
    expect(reciprocalRank(rank, 2)).toBe(0);
    expect(hitAtK(rank, 2)).toBe(0);
    expect(hitAtK(rank, 3)).toBe(1);
    expect(ndcgAtK([rank], 3)).toBeCloseTo(0.5, 15);
  });

  it("shares places 2, 3, 4 with two others: RR (1/2 + 1/3 + 1/4) / 3, Hit@1 0, Hit@3 2/3, Hit@4 1", () => {
    const rank = { better: 1, tied: 3 };
    expect(reciprocalRank(rank)).toBeCloseTo(13 / 36, 15);
    expect(reciprocalRank(rank, 3)).toBeCloseTo(5 / 18, 15);
    expect([1, 3, 4].map((cutoff) => hitAtK(rank, cutoff))).toEqual([0, 2 / 3, 1]);
  });

  it("was not ranked: 0 everywhere", () => {
    expect([reciprocalRank(undefined), hitAtK(undefined, 10), ndcgAtK([undefined], 10)]).toEqual([0, 0, 0]);
  });

  it("gives a constant scorer what chance gives, not 1", () => {
    const rank = rankFromScores(new Float32Array(1000), 0);
    expect(hitAtK(rank, 10)).toBe(0.01);
    expect(reciprocalRank(rank)).toBeCloseTo(0.00748547, 8); // the 1000th harmonic number / 1000
  });
});

describe("unit: several relevant items", () => {
  it("at places 1 and 4, one not ranked: Recall@4 2/3; nDCG@4 (1 + 1/log2(5)) / (1 + 1/log2(3) + 1/2)", () => {
    const ranks = [{ better: 3, tied: 1 }, { better: 0, tied: 1 }, undefined];
    expect(recallAtK(ranks, 4)).toBeCloseTo(2 / 3, 15);
    expect(ndcgAtK(ranks, 4)).toBeCloseTo((1 + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3) + 0.5), 15);
  });
});

describe("unit: impossible arguments are named", () => {
  it.each([
    ["cutoff 0", () => hitAtK({ better: 0, tied: 1 }, 0)],
    ["cutoff 1.5", () => reciprocalRank({ better: 0, tied: 1 }, 1.5)],
    ["nothing tied", () => reciprocalRank({ better: 0, tied: 0 })],
    ["better -1", () => ndcgAtK([{ better: -1, tied: 1 }], 3)],
    ["no relevant item", () => recallAtK([], 3)],
  ])("%s", (_, compute) => expect(compute).toThrow(ArgumentError));
});

describe("relation: ties", () => {
  const scoresWithTies = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 });

  it("are worth the mean over all orders of equal scores: RR and Hit@K", () => {
    fc.assert(
      fc.property(scoresWithTies, fc.nat(), fc.integer({ min: 1, max: 7 }), (scores, pick, cutoff) => {
        const relevant = pick % scores.length;
        const rank = rankFromScores(scores, relevant);
        const place = (order: number[]) => order.indexOf(relevant) + 1;
        expect(reciprocalRank(rank)).toBeCloseTo(
          bruteForce(scores, (order) => 1 / place(order)),
          12,
        );
        expect(hitAtK(rank, cutoff)).toBeCloseTo(
          bruteForce(scores, (order) => (place(order) <= cutoff ? 1 : 0)),
          12,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("are worth the mean over all orders of equal scores: Recall@K and nDCG@K of several items", () => {
    fc.assert(
      fc.property(scoresWithTies, fc.integer({ min: 1, max: 7 }), (scores, cutoff) => {
        const relevant = scores.map((_, row) => row).filter((row) => row % 2 === 0);
        const ranks = relevant.map((row) => rankFromScores(scores, row));
        const ideal = relevant.slice(0, cutoff).reduce((sum, _, place) => sum + 1 / Math.log2(place + 2), 0);
        const found = (order: number[]) =>
          order.slice(0, cutoff).map((row) => (relevant.includes(row) ? 1 : 0));
        expect(recallAtK(ranks, cutoff)).toBeCloseTo(
          bruteForce(
            scores,
            (order) => found(order).reduce((sum: number, hit) => sum + hit, 0) / relevant.length,
          ),
          12,
        );
        expect(ndcgAtK(ranks, cutoff)).toBeCloseTo(
          bruteForce(
            scores,
            (order) =>
              found(order).reduce((sum: number, hit, place) => sum + hit / Math.log2(place + 2), 0) / ideal,
          ),
          12,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("make the catalogue's order irrelevant: a permuted catalogue gives the same rank", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 }),
        fc.nat(),
        fc.nat(),
        (scores, pick, shift) => {
          const relevant = pick % scores.length;
          const turned = scores.map((_, row) => scores[(row + shift) % scores.length]!);
          const turnedRelevant = (((relevant - shift) % scores.length) + scores.length) % scores.length;
          expect(rankFromScores(turned, turnedRelevant)).toEqual(rankFromScores(scores, relevant));
        },
      ),
    );
  });
});

describe("parity: ranx", () => {
  it.each(vectors.cases.map((case_, index) => ({ ...case_, index })))(
    "$kind relevant, case $index",
    (case_) => {
      const ranks = case_.relevant.map((id) => rankFromList(case_.ranked, id));
      const [first] = ranks.filter((rank) => rank !== undefined).toSorted((a, b) => a.better - b.better);
      expect(reciprocalRank(first)).toBeCloseTo(case_.expected.mrr, 12);
      expect(hitAtK(first, 1)).toBe(case_.expected["hit_rate@1"]);
      expect(hitAtK(first, 10)).toBe(case_.expected["hit_rate@10"]);
      expect(recallAtK(ranks, 5)).toBeCloseTo(case_.expected["recall@5"], 12);
      expect(recallAtK(ranks, 10)).toBeCloseTo(case_.expected["recall@10"], 12);
      expect(ndcgAtK(ranks, 5)).toBeCloseTo(case_.expected["ndcg@5"], 12);
      expect(ndcgAtK(ranks, 10)).toBeCloseTo(case_.expected["ndcg@10"], 12);
    },
  );
});

function permutations(rows: number[]): number[][] {
  if (rows.length <= 1) return [rows];
  return rows.flatMap((row, place) => permutations(rows.toSpliced(place, 1)).map((rest) => [row, ...rest]));
}

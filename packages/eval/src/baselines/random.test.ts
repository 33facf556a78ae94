import { describe, expect, it } from "vitest";
import { createRandomRanker } from "./random.ts";

const history = { queries: ["q"], played: [0], responses: [] };

describe("unit: random", () => {
  it("depends on the seed and the history, not on the calls before", () => {
    const ranker = createRandomRanker({ size: 50, seed: 1 });
    const first = ranker.score(history);
    expect(ranker.score({ ...history, played: [1] })).not.toEqual(first);
    expect(ranker.score(history)).toEqual(first);
    expect(createRandomRanker({ size: 50, seed: 2 }).score(history)).not.toEqual(first);
  });

  it("is uniform in [0, 1)", () => {
    const scores = createRandomRanker({ size: 20_000, seed: 5 }).score(history);
    expect(scores.reduce((sum, score) => sum + score, 0) / 20_000).toBeCloseTo(0.5, 2);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...scores)).toBeLessThan(1);
  });
});

import { describe, expect, it } from "vitest";
import { createDenseIndex } from "./dense-index.ts";
import { createDenseRanker, denseHistoryVector } from "./dense-ranker.ts";

const history = { queries: ["q"], played: [0], responses: [] };

const embedQuery = (query: string) => (query === "q" ? [1, 0, 0] : undefined);

describe("unit: dense ranker", () => {
  const index = createDenseIndex({ rows: Float32Array.of(3, 4, 0, 0, 0, 0, -1, 0, 0), width: 3 });

  it("makes a dialogue's vector: the query's unit vector plus the mean of the played tracks' unit vectors", () => {
    const vector = denseHistoryVector({ index, query: [0, 0, 5], played: [0, 2], playedWeight: 2 });
    expect([...vector].map((value) => value.toFixed(6))).toEqual(["-0.400000", "0.800000", "1.000000"]);
    expect([...denseHistoryVector({ index, query: [0, 0, 5], played: [] })]).toEqual([0, 0, 1]);
  });

  it("ranks for a query whose embedding is known, and names one whose is not", () => {
    const ranker = createDenseRanker({ index, embedQuery, playedWeight: 0 });
    expect([...ranker.score(history)]).toEqual([...index.scores([1, 0, 0])]);
    expect(() => ranker.score({ ...history, queries: ["q", "new"] })).toThrow(/"new"/);
  });
});

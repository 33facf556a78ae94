import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { createItemKnnRanker } from "./item-knn.ts";

const history = { queries: ["q"], played: [0], responses: [] };

const playlists = [[0, 1, 1], [0, 1, 2], [2]];

const score = (played: number[]) => [
  ...createItemKnnRanker({ playlists, size: 4 }).score({ ...history, played }),
];

describe("unit: item-kNN", () => {
  it("is the cosine of the tracks' playlist sets: 0 and 1 share 2 of 2 and 2, 0 and 2 share 1 of 2 and 2", () => {
    expect(score([0])).toEqual([0, 1, 0.5, 0]);
    expect(score([0, 1])).toEqual([1, 1, 1, 0]);
    expect(score([])).toEqual([0, 0, 0, 0]);
  });

  it("keeps the nearest neighbours, shrinks rare pairs", () => {
    const ranker = createItemKnnRanker({ playlists, size: 4, neighbours: 1, shrinkage: 2 });
    expect([...ranker.score(history)]).toEqual([0, 0.5, 0, 0]);
  });

  it("refuses a shrinkage below 0", () => {
    expect(() => createItemKnnRanker({ playlists, size: 4, shrinkage: -1 })).toThrow(ArgumentError);
  });
});

import { describe, expect, it } from "vitest";
import { createPopularityRanker } from "./popularity.ts";

const history = { queries: ["q"], played: [0], responses: [] };

const playlists = [[0, 1, 1], [0, 1, 2], [2]];

describe("unit: popularity", () => {
  it("counts the playlists that hold a track, once each", () => {
    const ranker = createPopularityRanker({ playlists, size: 4 });
    expect([...ranker.score(history)]).toEqual([2, 2, 2, 0]);
    ranker.score(history)[0] = 99;
    expect(ranker.score(history)[0]).toBe(2);
  });

  it("names a playlist with a row outside the catalogue", () => {
    expect(() => createPopularityRanker({ playlists: [[0], [4]], size: 4 })).toThrow("playlists[1]");
  });
});

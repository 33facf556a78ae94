import { describe, expect, it } from "vitest";
import { generateWorld } from "../world/generate-world.ts";
import { collectionStatistics, formatCollectionTable } from "./collection-statistics.ts";

const playlist = (title: string, trackIds: string[]) => ({ id: title, title, modifiedAt: 0, trackIds });

describe("unit: collectionStatistics", () => {
  it("counts by hand", () => {
    const tracks = [
      { id: "x", title: "X", artists: ["Ann", "Cy"], album: "One" },
      { id: "y", title: "Y", artists: ["Ann"], album: "One" },
      { id: "z", title: "Z", artists: ["Bo"], album: "One" },
    ];
    const playlists = [playlist("a", ["x", "y", "x"]), playlist("a", ["z", "unknown"])];
    expect(collectionStatistics({ playlists, tracks })).toEqual({
      playlists: 2,
      positions: 5,
      tracks: 4,
      artists: 2,
      albums: 2,
      titles: 1,
      averageTracks: 2.5,
      distinctShare: 4 / 5,
      zipfExponent: NaN,
    });
  });

  it("finds the exponent that the counts were made with", () => {
    const ids = Array.from({ length: 40 }, (_, rank) =>
      Array.from({ length: Math.round(10_000 * (rank + 1) ** -0.8) }, () => `t${rank}`),
    ).flat();
    const { zipfExponent } = collectionStatistics({ playlists: [playlist("a", ids)], tracks: [] });
    expect(zipfExponent).toBeCloseTo(0.8, 3);
  });

  it("takes the share from the first thousand playlists, however many follow", () => {
    const playlists = Array.from({ length: 3000 }, (_, at) => playlist("a", [at < 1000 ? `t${at}` : "t0"]));
    expect(collectionStatistics({ playlists, tracks: [] }).distinctShare).toBe(1);
  });
});

describe("relation: a world of 200,000 tracks and the Million Playlist Dataset", () => {
  it("have playlists as long, and within 0.12 as many distinct tracks in a thousand playlists", () => {
    const world = generateWorld({ tracks: 200_000, playlists: 1000, seed: 1 });
    const statistics = collectionStatistics(world);
    expect(Math.abs(statistics.averageTracks - 66.35)).toBeLessThan(2);
    expect(Math.abs(statistics.distinctShare - 0.664)).toBeLessThan(0.12);
    expect(formatCollectionTable("world", statistics)).toContain(
      `| average tracks | ${statistics.averageTracks.toFixed(2)} | 66.35 |`,
    );
  }, 120_000);
});

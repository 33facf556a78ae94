import { describe, expect, it } from "vitest";
import type { Track } from "../types/track.ts";
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

describe("relation: a world and the Million Playlist Dataset", () => {
  it("have playlists as long, and within 0.12 as many distinct tracks in a thousand playlists", () => {
    const world = generateWorld({ tracks: 200_000, playlists: 1000, seed: 1 });
    const statistics = collectionStatistics(world);
    expect(Math.abs(statistics.averageTracks - 66.35)).toBeLessThan(2);
    expect(Math.abs(statistics.distinctShare - 0.664)).toBeLessThan(0.12);
    expect(formatCollectionTable("world", statistics)).toContain(
      `| average tracks | ${statistics.averageTracks.toFixed(2)} | 66.35 |`,
    );
  }, 120_000);

  it("have as many tracks an artist and an album at as many positions a track, in all and in a tenth", () => {
    const size = { tracks: 10_000, playlists: Math.round((10_000 * 66_346_428) / 2_262_292 / 66.35) };
    const { tracks, playlists } = generateWorld({ ...size, seed: 1 });
    const all = [...playlists];
    // Of the dataset's tenth: 681,805 tracks, 271,413 albums, 110,063 artists in 100,000 playlists.
    for (const [sample, anArtist, anAlbum] of [
      [all, 7.65, 3.08],
      [all.slice(0, all.length / 10), 6.19, 2.51],
    ] as const) {
      const counted = collectionStatistics({ playlists: sample, tracks });
      expect(counted.tracks / counted.artists / anArtist).toBeGreaterThan(0.85);
      expect(counted.tracks / counted.artists / anArtist).toBeLessThan(1.15);
      expect(counted.tracks / counted.albums / anAlbum).toBeGreaterThan(0.85);
      expect(counted.tracks / counted.albums / anAlbum).toBeLessThan(1.15);
    }
  }, 60_000);

  it("have as many artists and albums in a playlist", () => {
    const { tracks, playlists } = generateWorld({ tracks: 40_000, playlists: 500, seed: 1 });
    const trackOf = new Map(tracks.map((track) => [track.id, track]));
    const distinct = (fact: (track: Track) => string | undefined) =>
      [...playlists].reduce(
        (sum, { trackIds }) => sum + new Set(trackIds.map((id) => fact(trackOf.get(id) as Track))).size,
        0,
      ) / playlists.length;
    // Of the dataset's tenth: 3,812,169 artists and 4,978,987 albums of 100,000 playlists.
    expect(Math.abs(distinct(({ artists }) => artists[0]) - 38.1)).toBeLessThan(4);
    expect(Math.abs(distinct(({ releaseId }) => releaseId) - 49.8)).toBeLessThan(4);
  }, 60_000);
});

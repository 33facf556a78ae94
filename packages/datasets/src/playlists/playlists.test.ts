import { describe, expect, it } from "vitest";
import { attributesOf } from "../catalogue/attribute-index.ts";
import type { Track } from "../types/track.ts";
import { drawPlaylists } from "./draw-playlists.ts";
import { releasePlaylists } from "./release-playlists.ts";

const GENRES = ["Jazz", "Techno", "Folk"];
const tracks: Track[] = Array.from({ length: 300 }, (_, row) => ({
  id: `t${row}`,
  title: `Title ${row}`,
  artists: [`artist ${row % 40}`],
  album: `album ${row % 60}`,
  releaseId: `r${row % 60}`,
  year: 2000 + (row % 7),
  tags: [GENRES[row % 3] as string, row % 2 === 0 ? "Live" : "Dark"],
  label: `label ${row % 9}`,
}));
const trackOf = new Map(tracks.map((track) => [track.id, track]));
const yearOf = (seconds: number) => new Date(seconds * 1000).getUTCFullYear();

describe("unit: releasePlaylists", () => {
  it("takes releases of enough tracks, in order, dated in their year", () => {
    const small = tracks.slice(0, 2).map((track) => ({ ...track, releaseId: "small" }));
    const playlists = releasePlaylists({
      tracks: [...tracks, ...small.map((track) => ({ ...track, id: `${track.id}b` }))],
    });
    expect(playlists.length).toBe(60);
    expect(playlists[0]).toMatchObject({
      id: "release:r0",
      title: "album 0",
      trackIds: ["t0", "t60", "t120", "t180", "t240"],
    });
    for (const { trackIds, modifiedAt } of playlists)
      expect(yearOf(modifiedAt)).toBe(trackOf.get(trackIds[0] as string)?.year);
  });
});

describe("relation: drawPlaylists", () => {
  const playlists = [...drawPlaylists({ tracks, count: 400, seed: 5, maximumTracks: 20 })];

  it("draws tracks that share what the description says, each once, no later than the playlist", () => {
    for (const { trackIds, description = "", modifiedAt } of playlists) {
      const members = trackIds.map((id) => trackOf.get(id) as Track);
      const theme = description.split(", ");
      expect(new Set(trackIds).size).toBe(trackIds.length);
      expect(trackIds.length).toBeGreaterThanOrEqual(5);
      for (const track of members) {
        const attributes = attributesOf(track).map(({ attribute, value }) => `${attribute} ${value}`);
        expect(attributes).toEqual(expect.arrayContaining(theme));
        expect(track.year).toBeLessThanOrEqual(yearOf(modifiedAt));
      }
    }
  });

  it("is the same for the same seed, another for another, and lazy", () => {
    expect([...drawPlaylists({ tracks, count: 400, seed: 5, maximumTracks: 20 })]).toEqual(playlists);
    expect(drawPlaylists({ tracks, count: 1, seed: 6 }).next().value).not.toEqual(playlists[0]);
    expect(drawPlaylists({ tracks, count: Number.POSITIVE_INFINITY, seed: 5 }).next().done).toBe(false);
  });

  it("has a long tail: the most popular tenth of tracks fills more than twice its share", () => {
    const counts = new Map<string, number>();
    for (const id of playlists.flatMap(({ trackIds }) => trackIds)) counts.set(id, (counts.get(id) ?? 0) + 1);
    const sorted = [...counts.values()].toSorted((a, b) => b - a);
    const total = sorted.reduce((sum, count) => sum + count, 0);
    expect(sorted.slice(0, 30).reduce((sum, count) => sum + count, 0) / total).toBeGreaterThan(0.2);
  });

  it("refuses a catalogue in which nothing is shared", () => {
    const lonely = tracks.map(({ id, title }) => ({ id, title, artists: [id] }));
    expect(() => [...drawPlaylists({ tracks: lonely, count: 1, seed: 1 })]).toThrow(
      "No 5 tracks share an attribute",
    );
  });
});

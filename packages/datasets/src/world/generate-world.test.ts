import { describe, expect, it } from "vitest";
import { coldTracks } from "../split/cold-tracks.ts";
import { splitByTime } from "../split/split-by-time.ts";
import { generateWorld } from "./generate-world.ts";

const world = generateWorld({ tracks: 3000, playlists: 1500, seed: 5, averageTracks: 20 });
const playlists = [...world.playlists];
const trackOf = new Map(world.tracks.map((track) => [track.id, track]));

describe("unit: generateWorld", () => {
  it("makes as many tracks and playlists as asked, with ids of their own", () => {
    expect(trackOf.size).toBe(3000);
    expect(new Set(playlists.map(({ id }) => id)).size).toBe(1500);
    expect(world.playlists.length).toBe(1500);
    expect(playlists.every(({ trackIds }) => trackIds.every((id) => trackOf.has(id)))).toBe(true);
  });

  it("gives every track an audio vector", () => {
    const { ids, rows, width } = world.audio;
    expect(width).toBe(32);
    expect(ids).toEqual(world.tracks.map(({ id }) => id));
    expect(rows).toHaveLength(3000 * 32);
    expect(rows.every(Number.isFinite)).toBe(true);
  });

  it("leaves instrumental tracks without lyrics and self-published ones without a label", () => {
    const sung = world.tracks.filter(({ lyrics }) => lyrics !== undefined);
    expect(sung.length).toBeGreaterThan(1000);
    expect(sung.length).toBeLessThan(2800);
    expect(sung.every(({ lyrics, tags }) => lyrics?.includes("\n") && !tags?.includes("Instrumental"))).toBe(
      true,
    );
    const labelled = world.tracks.filter(({ label }) => label !== undefined).length;
    expect(labelled).toBeGreaterThan(2000);
    expect(labelled).toBeLessThan(3000);
  });

  it("puts a release's tracks under one album, artist and year", () => {
    const facts = new Map<string, Set<string>>();
    for (const { releaseId = "", album, artists, year } of world.tracks) {
      facts.set(releaseId, (facts.get(releaseId) ?? new Set()).add(JSON.stringify([album, artists, year])));
    }
    expect(facts.size).toBeGreaterThan(300);
    expect([...facts.values()].every((seen) => seen.size === 1)).toBe(true);
  });

  it("dates playlists at midnight within the years, with no track from a later year", () => {
    for (const { modifiedAt, trackIds } of playlists) {
      const year = new Date(modifiedAt * 1000).getUTCFullYear();
      expect(modifiedAt % 86_400).toBe(0);
      expect(year).toBeGreaterThanOrEqual(2010);
      expect(year).toBeLessThanOrEqual(2017);
      expect(Math.max(...trackIds.map((id) => trackOf.get(id)?.year ?? Infinity))).toBeLessThanOrEqual(year);
    }
  });

  it("keeps lengths within bounds and near the average, and repeats a track now and then", () => {
    const lengths = playlists.map(({ trackIds }) => trackIds.length);
    const average = lengths.reduce((sum, length) => sum + length) / lengths.length;
    expect(Math.min(...lengths)).toBe(5);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(250);
    expect(Math.abs(average - 20)).toBeLessThan(2);
    const repeating = playlists.filter(({ trackIds }) => new Set(trackIds).size < trackIds.length).length;
    expect(repeating).toBeGreaterThan(0);
    expect(repeating / playlists.length).toBeLessThan(0.2);
  });

  it("makes a few tracks popular and leaves most in the long tail", () => {
    const counts = new Map<string, number>();
    for (const id of playlists.flatMap(({ trackIds }) => trackIds)) counts.set(id, (counts.get(id) ?? 0) + 1);
    const ordered = [...counts.values()].toSorted((a, b) => b - a);
    const total = ordered.reduce((sum, count) => sum + count);
    const head = ordered.slice(0, 300).reduce((sum, count) => sum + count);
    expect(head / total).toBeGreaterThan(0.4);
    expect(head / total).toBeLessThan(0.9);
    expect((ordered[0] as number) / total).toBeLessThan(0.02);
  });

  it("titles playlists as people do: lower case, emojis, stray spaces, several of one name", () => {
    const titles = playlists.map(({ title }) => title);
    const share = (test: (title: string) => boolean) => titles.filter(test).length / titles.length;
    expect(share((title) => title === title.toLowerCase())).toBeGreaterThan(0.4);
    expect(share((title) => /\p{Extended_Pictographic}/u.test(title))).toBeGreaterThan(0.05);
    expect(share((title) => title !== title.trim() || title.includes("  "))).toBeGreaterThan(0.03);
    expect(share((title) => title.trim() === "")).toBe(0);
    expect(new Set(titles).size).toBeLessThan(titles.length * 0.95);
  });

  it("has cold tracks when the newest playlists are held out", () => {
    const parts = splitByTime({ items: playlists, date: ({ modifiedAt }) => modifiedAt, testSize: 100 });
    expect(coldTracks(parts).size).toBeGreaterThan(10);
  });

  it.each([
    [{ tracks: 0 }, "tracks should be a number from 1 on"],
    [{ tracks: Number.NaN }, "tracks should be a number from 1 on"],
    [{ playlists: -1 }, "playlists"],
    [{ minimumTracks: 9, maximumTracks: 8 }, "minimumTracks"],
    [{ firstYear: 2018, lastYear: 2017 }, "Playlists from 2018 to 2017"],
    [{ seed: 0.5 }, "seed"],
  ])("refuses %o", (fault, message) => {
    expect(() => generateWorld({ tracks: 10, playlists: 1, seed: 1, ...fault })).toThrow(message);
  });

  it("fills a playlist even from a catalogue of one track", () => {
    const { tracks, playlists: few } = generateWorld({ tracks: 1, playlists: 3, seed: 1 });
    for (const { trackIds } of few) expect(new Set(trackIds)).toEqual(new Set([tracks[0]?.id]));
  });
});

describe("relation: generateWorld", () => {
  it("makes the same world from the same seed and another from another", () => {
    const again = generateWorld({ tracks: 3000, playlists: 1500, seed: 5, averageTracks: 20 });
    expect(again.tracks).toEqual(world.tracks);
    expect(again.audio.rows).toEqual(world.audio.rows);
    expect([...again.playlists]).toEqual(playlists);
    const other = generateWorld({ tracks: 3000, playlists: 1500, seed: 6, averageTracks: 20 });
    expect(other.tracks).not.toEqual(world.tracks);
    expect(other.audio.rows).not.toEqual(world.audio.rows);
    expect([...other.playlists]).not.toEqual(playlists);
  });

  it("makes a playlist alone as in its turn, whatever the number of playlists", () => {
    const shorter = generateWorld({ tracks: 3000, playlists: 40, seed: 5, averageTracks: 20 });
    expect(world.playlists.at(33)).toEqual(playlists[33]);
    expect(shorter.playlists.at(33)).toEqual(playlists[33]);
    expect(() => shorter.playlists.at(40)).toThrow("playlists 0 to 39");
  });
});

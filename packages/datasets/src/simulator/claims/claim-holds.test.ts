import { describe, expect, it } from "vitest";
import type { Track } from "../../types/track.ts";
import { claimHolds } from "./claim-holds.ts";
import type { Claim } from "./claim.ts";

const track: Track = {
  id: "b",
  title: "Rain on the Roof (Remix)",
  artists: ["Ann", "Bo"],
  album: "Wet",
  releaseId: "r1",
  year: 2011,
  durationMs: 200_000,
  tags: ["Jazz", "Live"],
  genre: "Jazz",
  label: "L",
  energy: 2,
};
const previous: Track = {
  ...track,
  id: "a",
  artists: ["Bo"],
  releaseId: "r2",
  year: 2009,
  durationMs: 100_000,
  energy: 3,
};

describe("unit: claimHolds", () => {
  it.each<Claim>([
    { kind: "tag", tag: "Live" },
    { kind: "withoutTag", tag: "Rock" },
    { kind: "genre", genre: "Jazz" },
    { kind: "energy", level: 2 },
    { kind: "energyChange", change: "down" },
    { kind: "years", from: 2010, to: 2012 },
    { kind: "yearChange", from: 2, to: 2 },
    { kind: "duration", from: 190, to: 210 },
    { kind: "durationChange", from: 90, to: 110 },
    { kind: "durationRatio", from: 1.9, to: 2.1 },
    { kind: "artist", artist: "Bo" },
    { kind: "label", label: "L" },
    { kind: "album", album: "Wet" },
    { kind: "title", title: "Rain on the Roof" },
    { kind: "titleTheme", theme: "rain" },
    { kind: "titleTheme", theme: "remix" },
    { kind: "titleWord", word: "roof" },
    { kind: "sameArtist", same: true },
    { kind: "sameRelease", same: false },
    { kind: "sameLabel", same: true },
  ])("$kind holds", (claim) => {
    expect(claimHolds(claim, track, previous)).toBe(true);
  });

  it.each<Claim>([
    { kind: "tag", tag: "Rock" },
    { kind: "withoutTag", tag: "Live" },
    { kind: "energyChange", change: "up" },
    { kind: "years", from: 2012, to: 2013 },
    { kind: "yearChange", from: 3, to: 9 },
    { kind: "duration", from: 201, to: 300 },
    { kind: "durationChange", from: 101, to: 900 },
    { kind: "artist", artist: "Cy" },
    { kind: "titleTheme", theme: "sun" },
    { kind: "titleWord", word: "oof" },
    { kind: "sameArtist", same: false },
    { kind: "sameRelease", same: true },
    { kind: "sameLabel", same: false },
  ])("$kind does not", (claim) => {
    expect(claimHolds(claim, track, previous)).toBe(false);
  });

  it("takes no comparison for true without a track before, and nothing for true that is not stated", () => {
    const bare: Track = { id: "c", title: "", artists: [] };
    expect(claimHolds({ kind: "durationChange", from: -1e6, to: 1e6 }, track)).toBe(false);
    expect(claimHolds({ kind: "sameArtist", same: false }, track)).toBe(false);
    expect(claimHolds({ kind: "sameLabel", same: false }, bare, previous)).toBe(false);
    expect(claimHolds({ kind: "energyChange", change: "same" }, bare, bare)).toBe(false);
    expect(claimHolds({ kind: "withoutTag", tag: "Jazz" }, bare, previous)).toBe(false);
  });
});

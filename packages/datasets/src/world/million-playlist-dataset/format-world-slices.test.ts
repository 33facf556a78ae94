import { describe, expect, it } from "vitest";
import type { Track } from "../../types/track.ts";
import { generateWorld } from "../generate-world.ts";
import { formatWorldSlices } from "./format-world-slices.ts";

const world = generateWorld({ tracks: 400, playlists: 25, seed: 2 });
const slices = [...formatWorldSlices({ world, playlistsPerSlice: 10 })];
const parsed = slices.map(({ text }) => JSON.parse(text));
const trackOf = new Map(world.tracks.map((track) => [track.id, track]));

describe("unit: formatWorldSlices", () => {
  it("names slices by the pids in them, the last one as short as it is", () => {
    expect(slices.map(({ name }) => name)).toEqual([
      "mpd.slice.0-9.json",
      "mpd.slice.10-19.json",
      "mpd.slice.20-24.json",
    ]);
    expect(parsed.map(({ info }) => info.slice)).toEqual(["0-9", "10-19", "20-24"]);
    for (const { info } of parsed) expect(Object.keys(info)).toEqual(["generated_on", "slice", "version"]);
  });

  it("gives every playlist the dataset's fields, with counts that agree with its tracks", () => {
    const playlists = parsed.flatMap((slice) => slice.playlists);
    expect(playlists.map(({ pid }) => pid)).toEqual(Array.from({ length: 25 }, (_, index) => index));
    for (const [index, written] of playlists.entries()) {
      const { title, modifiedAt, trackIds } = world.playlists.at(index);
      const tracks = trackIds.map((id) => trackOf.get(id) as Track);
      expect(written).toMatchObject({
        name: title,
        modified_at: modifiedAt,
        num_tracks: trackIds.length,
        num_albums: new Set(tracks.map(({ releaseId }) => releaseId)).size,
        num_artists: new Set(tracks.map(({ artists }) => artists[0])).size,
        duration_ms: tracks.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0),
      });
      expect(written.collaborative).toMatch(/^(true|false)$/);
      expect(written.num_followers).toBeGreaterThanOrEqual(1);
      expect(written.num_edits).toBeGreaterThanOrEqual(1);
    }
  });

  it("lists tracks with positions, URIs of 22 characters, names and length", () => {
    const [written] = parsed[0].playlists;
    const track = trackOf.get(world.playlists.at(0).trackIds[0] ?? "");
    expect(written.tracks[0]).toEqual({
      pos: 0,
      artist_name: track?.artists[0],
      track_uri: `spotify:track:${track?.id.padStart(22, "0")}`,
      artist_uri: expect.stringMatching(/^spotify:artist:0+r\d+$/),
      track_name: track?.title,
      album_uri: `spotify:album:${track?.releaseId?.padStart(22, "0")}`,
      duration_ms: track?.durationMs,
      album_name: track?.album,
    });
    expect(written.tracks.map(({ pos }: { pos: number }) => pos)).toEqual([...written.tracks.keys()]);
    expect(written.tracks[0].track_uri).toMatch(/^spotify:track:[0-9A-Za-z]{22}$/);
  });

  it("refuses slices of no playlists", () => {
    expect(() => [...formatWorldSlices({ world, playlistsPerSlice: 0 })]).toThrow("playlistsPerSlice");
  });
});

describe("relation: formatWorldSlices", () => {
  it("makes one slice alone as it makes it among all", () => {
    expect([...formatWorldSlices({ world, playlistsPerSlice: 10, firstSlice: 1, endSlice: 2 })]).toEqual([
      slices[1],
    ]);
  });
});

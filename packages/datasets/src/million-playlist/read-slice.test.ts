import { describe, expect, it } from "vitest";
import type { MpdFinding } from "./mpd-finding.ts";
import type { MpdPlaylist } from "./mpd-records.ts";
import { readSlice } from "./read-slice.ts";

const track = (pos: number, id: string) => ({
  pos,
  artist_name: "Ann",
  track_uri: `spotify:track:${id}`,
  artist_uri: "spotify:artist:1",
  track_name: id,
  album_uri: `spotify:album:${id}`,
  duration_ms: 1000,
  album_name: "One",
});
const playlist = (changes: Record<string, unknown> = {}): MpdPlaylist => ({
  name: " rock ",
  collaborative: "false",
  pid: 7,
  modified_at: 1,
  num_tracks: 3,
  num_albums: 2,
  num_followers: 1,
  num_edits: 1,
  duration_ms: 3000,
  num_artists: 1,
  tracks: [track(0, "a"), track(1, "b"), track(2, "a")],
  ...changes,
});
const read = (playlists: unknown[], file = "mpd.slice.7-7.json", slice = "7-7") => {
  const info = { generated_on: "", slice, version: "v1" };
  return readSlice(new TextEncoder().encode(JSON.stringify({ info, playlists })), { file, names: true });
};
const findings = (...arguments_: Parameters<typeof read>): MpdFinding[] => read(...arguments_).findings;

describe("unit: readSlice", () => {
  it("finds nothing in a slice that agrees with itself, a repeated track and stray spaces included", () => {
    expect(findings([playlist()])).toEqual([]);
  });

  it.each([
    ["num_tracks", { num_tracks: 2 }, 3, 2],
    ["num_albums", { num_albums: 3 }, 2, 3],
    ["num_artists", { num_artists: 0 }, 1, 0],
    ["duration_ms", { duration_ms: 1 }, 3000, 1],
    ["pos", { tracks: [track(0, "a"), track(2, "b"), track(1, "a")] }, 1, 2],
  ])("reports %s with file and pid", (kind, changes, expected, got) => {
    expect(findings([playlist(changes)])).toEqual([
      { kind, file: "mpd.slice.7-7.json", pid: 7, expected, got },
    ]);
  });

  it("compares name, info and number of playlists", () => {
    expect(findings([playlist()], "mpd.slice.7-8.json")).toEqual([
      { kind: "slice range", file: "mpd.slice.7-8.json", expected: "7-8", got: "7-7" },
      { kind: "slice size", file: "mpd.slice.7-8.json", expected: 2, got: 1 },
    ]);
    expect(findings([playlist()], "mpd.slice.8-8.json", "8-8")).toEqual([
      { kind: "pid outside slice", file: "mpd.slice.8-8.json", pid: 7, expected: "8 to 8", got: 7 },
    ]);
    expect(findings([playlist()], "any.json")).toEqual([]);
  });

  it.each([
    ["name", { name: undefined }, "text", "nothing"],
    ["collaborative", { collaborative: false }, 'the text "true" or "false"', "false"],
    ["description", { description: null }, "text, or no such field", "null"],
    ["num_edits", { num_edits: 1.5 }, "an integer", "1.5"],
    ["tracks", { tracks: {} }, "a list", "{}"],
    ["tracks[1]", { tracks: [track(0, "a"), 3] }, "an object", "3"],
    ["tracks[0].album_name", { tracks: [{ ...track(0, "a"), album_name: 3 }] }, "text", "3"],
    ["tracks[0].pos", { tracks: [{ ...track(0, "a"), pos: "0" }] }, "an integer", '"0"'],
    ["tracks[0].duration_ms", { tracks: [{ ...track(0, "a"), duration_ms: null }] }, "an integer", "null"],
  ])("leaves a playlist with a malformed %s out and says so", (field, changes, expected, got) => {
    const { columns, findings: found } = read([playlist(changes), playlist({ pid: 8 })], "any.json");
    expect(found).toEqual([{ kind: "malformed playlist", file: "any.json", pid: 7, field, expected, got }]);
    expect(columns?.names.length).toBe(1);
  });

  it("says why a slice cannot be read", () => {
    const broken = readSlice(new TextEncoder().encode('{"info": {'), { file: "f", names: true });
    expect(broken).toEqual({
      findings: [{ kind: "unreadable slice", file: "f", expected: "JSON in UTF-8", got: expect.any(String) }],
    });
    const other = readSlice(new TextEncoder().encode('{"a": 1}'), { file: "f", names: true });
    expect(other.findings).toMatchObject([{ kind: "unreadable slice", got: "fields a" }]);
  });

  it("passes over fields that it does not know", () => {
    expect(findings([playlist({ owner: "me" })])).toEqual([]);
  });
});

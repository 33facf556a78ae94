import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnpackedTexts } from "../node/million-playlist/unpacked-texts.ts";
import { generateWorld } from "../world/generate-world.ts";
import { formatWorldSlices } from "../world/million-playlist-dataset/format-world-slices.ts";
import type { MpdPlaylist, MpdSlice } from "./mpd-records.ts";
import { parseSlice } from "./parse-slice.ts";
import { scanSlice } from "./scan-slice.ts";
import { playlistAt } from "./slice-columns.ts";
import type { SliceColumns } from "./slice-columns.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const scan = (text: string) => scanSlice(encode(text), { names: true });
const playlistsOf = (columns: SliceColumns): MpdPlaylist[] => {
  const { texts } = columns;
  const unpacked = Array.isArray(texts) ? texts : new UnpackedTexts(texts);
  return Array.from(columns.names, (_, row) => playlistAt(columns, unpacked, row));
};

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(" rock  ", '"', "\\", "a\n\u0001b", "}", "\u{1F3B8}", ""),
);
// Few different tracks, so that many occur again, some with the same URI and other facts.
const track = fc.record({
  pos: fc.nat(300),
  artist_name: fc.constantFrom("Ann", "Bob é"),
  track_uri: fc.constantFrom("spotify:track:1", "spotify:track:2", "spotify:track:3"),
  artist_uri: fc.constantFrom("spotify:artist:1", "spotify:artist:2"),
  track_name: text,
  album_uri: fc.constantFrom("spotify:album:1", "spotify:album:2"),
  duration_ms: fc.constantFrom(0, 1000, 2 ** 40),
  album_name: fc.constantFrom("One", "Two"),
});
const count = fc.nat(2 ** 30);
const playlist: fc.Arbitrary<MpdPlaylist> = fc.record(
  {
    name: text,
    collaborative: fc.constantFrom("true" as const, "false" as const),
    pid: count,
    modified_at: count,
    num_tracks: count,
    num_albums: count,
    num_followers: count,
    tracks: fc.array(track, { maxLength: 8 }),
    num_edits: count,
    duration_ms: count,
    num_artists: count,
    description: text,
  },
  {
    requiredKeys: [
      ...([
        "name",
        "collaborative",
        "pid",
        "modified_at",
        "num_tracks",
        "num_albums",
        "num_followers",
      ] as const),
      ...(["tracks", "num_edits", "duration_ms", "num_artists"] as const),
    ],
  },
);
const slice: fc.Arbitrary<MpdSlice> = fc.record({
  info: fc.record({ generated_on: text, slice: text, version: text }),
  playlists: fc.array(playlist, { maxLength: 5 }),
});
const indentation = fc.constantFrom(0, 1, 4, "\t");
/** As Python writes it: every character beyond ASCII as an escape. */
const escaped = (json: string) =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

describe("relation: scanSlice", () => {
  it("reads any slice in the published order as JSON.parse reads it", () => {
    fc.assert(
      fc.property(slice, indentation, fc.boolean(), (written, indent, ascii) => {
        const json = JSON.stringify(written, null, indent);
        const columns = scan(ascii ? escaped(json) : json);
        expect(columns?.info).toEqual(written.info);
        expect(playlistsOf(columns as SliceColumns)).toEqual(written.playlists);
      }),
    );
  });

  it("takes no damaged slice for another: what it accepts is what JSON.parse reads", () => {
    const damage = fc.record({ at: fc.nat(), byte: fc.nat(255), remove: fc.nat(3) });
    fc.assert(
      fc.property(slice, damage, (written, { at, byte, remove }) => {
        const bytes = [...encode(JSON.stringify(written, null, 1))];
        bytes.splice(at % bytes.length, remove, byte);
        if (!isUtf8(new Uint8Array(bytes))) return;
        const columns = scanSlice(new Uint8Array(bytes), { names: true });
        if (columns === undefined) return;
        const read = JSON.parse(
          new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes)),
        ) as MpdSlice;
        expect(playlistsOf(columns)).toEqual(read.playlists);
        expect(columns.info).toEqual(read.info);
      }),
      { numRuns: 300 },
    );
  });

  it("equals the general reader on a world's slice, track repeats and all", () => {
    const world = generateWorld({ tracks: 300, playlists: 40, seed: 3 });
    const [{ text: json, name }] = [...formatWorldSlices({ world })] as [{ text: string; name: string }];
    const scanned = scan(json) as SliceColumns;
    const parsed = parseSlice(encode(json), name).columns as SliceColumns;
    expect(playlistsOf(scanned)).toEqual((JSON.parse(json) as MpdSlice).playlists);
    expect(playlistsOf(parsed)).toEqual(playlistsOf(scanned));
    // The first track of all is read by tokens and not known again.
    expect(scanned.trackDurations.length).toBeLessThanOrEqual(parsed.trackDurations.length + 1);
  });
});

describe("unit: scanSlice", () => {
  const info = '{"generated_on": "", "slice": "", "version": ""}';
  it("leaves other forms to the general reader", () => {
    expect(scan(`{"info": ${info}, "playlists": []}`)).toBeDefined();
    for (const json of [
      `{"info": ${info}}`,
      `{"info": ${info}, "playlists": [], "more": 1}`,
      `{"info": ${info}, "playlists": [], "playlists": []}`,
      `{"info": ${info}, "playlists": []} x`,
      `{"info": ${info}, "playlists": [{}]}`,
      `{"info": ${info}, "playlists": null}`,
    ]) {
      expect(scan(json)).toBeUndefined();
    }
  });
});

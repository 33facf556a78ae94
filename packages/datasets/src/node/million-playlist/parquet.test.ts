import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MpdPlaylist } from "../../million-playlist/mpd-records.ts";
import vectors from "./__vectors__/mpd-parquet.json";
import { fromParquet } from "./from-parquet.ts";
import { toParquet } from "./to-parquet.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "mpd-parquet-"))));
afterAll(() => rm(folder, { recursive: true }));

const text = fc.string({ unit: "grapheme", maxLength: 8 });
const number = fc.nat(2 ** 31 - 1);
const track = fc.record({
  pos: number,
  artist_name: text,
  track_uri: fc.constantFrom("spotify:track:1", "spotify:track:2"),
  artist_uri: text,
  track_name: fc.constantFrom("A", " a "),
  album_uri: text,
  duration_ms: fc.constantFrom(1, 2 ** 40),
  album_name: fc.constantFrom("", "One"),
});
const playlist = fc.record(
  {
    name: text,
    collaborative: fc.constantFrom("true" as const, "false" as const),
    pid: number,
    modified_at: fc.nat(2 ** 40),
    num_tracks: number,
    num_albums: number,
    num_followers: number,
    num_edits: number,
    duration_ms: fc.nat(2 ** 40),
    num_artists: number,
    description: text,
    tracks: fc.array(track, { maxLength: 6 }),
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
      ...(["num_edits", "duration_ms", "num_artists", "tracks"] as const),
    ],
  },
);

async function readBack(): Promise<MpdPlaylist[]> {
  const read: MpdPlaylist[] = [];
  for await (const record of fromParquet(folder)) read.push(record);
  return read;
}

describe("relation: Parquet", () => {
  it("gives any playlists back, tracks whose facts differ between playlists included", async () => {
    const records = fc.array(playlist, { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(records, async (playlists) => {
        const counts = await toParquet({ playlists, folder });
        expect(await readBack()).toEqual(playlists);
        expect(counts.positions).toBe(playlists.flatMap(({ tracks }) => tracks).length);
      }),
      { numRuns: 50 },
    );
  });
});

describe("parity: Parquet", () => {
  it("is what pyarrow read, byte for byte and value for value", async () => {
    await toParquet({ playlists: vectors.playlists as MpdPlaylist[], folder });
    for (const table of ["playlists", "tracks", "positions"] as const) {
      const bytes = await readFile(join(folder, `${table}.parquet`));
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(vectors.sha256[table]);
    }
    const { playlists, tracks, positions } = vectors.tables;
    const joined = playlists.map(({ positions: _positions, description, ...record }) => ({
      ...record,
      ...(description !== null && { description }),
      tracks: positions
        .filter(({ pid }) => pid === record.pid)
        .map(({ pos, track: row }) => {
          const { track: _row, ...facts } = tracks[row] as (typeof tracks)[number];
          return { pos, ...facts };
        }),
    }));
    expect(joined).toEqual(vectors.playlists);
    expect(playlists.map((row) => row.positions)).toEqual(joined.map(({ tracks: listed }) => listed.length));
  });
});

describe("unit: Parquet", () => {
  const playlists = vectors.playlists as MpdPlaylist[];

  it("tells its progress and leaves nothing unfinished", async () => {
    const progress: unknown[] = [];
    await toParquet({ playlists, folder, onProgress: (counts) => progress.push(counts) });
    expect(progress).toEqual([{ playlists: 3, tracks: 3, positions: 5 }]);
    expect((await readdir(folder)).toSorted()).toEqual([
      "playlists.parquet",
      "positions.parquet",
      "tracks.parquet",
    ]);
  });

  it("refuses a number that its column cannot hold", async () => {
    const [first] = playlists as [MpdPlaylist];
    const written = toParquet({ playlists: [{ ...first, num_edits: 2 ** 31 }], folder });
    await expect(written).rejects.toThrow("num_edits should be a 32-bit integer, but is 2147483648");
  });

  it("stops when told to", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(toParquet({ playlists, folder, signal })).rejects.toThrow("enough");
  });

  it("refuses tables that do not belong together", async () => {
    await toParquet({ playlists, folder });
    const positions = await readFile(join(folder, "positions.parquet"));
    const tracks = await readFile(join(folder, "tracks.parquet"));
    await toParquet({ playlists: playlists.slice(1), folder });
    await writeFile(join(folder, "tracks.parquet"), tracks);
    const own = await readFile(join(folder, "positions.parquet"));
    await writeFile(join(folder, "positions.parquet"), positions);
    await expect(readBack()).rejects.toMatchObject({ file: "positions.parquet", line: 1, field: "pid" });
    await toParquet({ playlists, folder });
    await writeFile(join(folder, "positions.parquet"), own);
    await expect(readBack()).rejects.toMatchObject({ name: "MalformedRecordError" });
    await writeFile(join(folder, "tracks.parquet"), "no");
    await expect(readBack()).rejects.toMatchObject({
      file: "tracks.parquet",
      expected: expect.stringContaining("Parquet"),
    });
  });
});

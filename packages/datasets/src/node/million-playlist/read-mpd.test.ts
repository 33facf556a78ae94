import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playlistFromMpd } from "../../million-playlist/from-mpd.ts";
import { MillionPlaylistError } from "../../million-playlist/mpd-finding.ts";
import type { MpdFinding } from "../../million-playlist/mpd-finding.ts";
import type { MpdPlaylist, MpdSlice, MpdTrack } from "../../million-playlist/mpd-records.ts";
import { generateWorld } from "../../world/generate-world.ts";
import { formatWorldSlices } from "../../world/million-playlist-dataset/format-world-slices.ts";
import { readMpd, readMpdPlaylists } from "./read-mpd.ts";
import type { MpdProgress, ReadMpdOptions } from "./read-mpd.ts";
import type { MpdSource } from "./slice-source.ts";

const world = generateWorld({ tracks: 300, playlists: 120, seed: 1, averageTracks: 10 });
const slices = [...formatWorldSlices({ world, playlistsPerSlice: 10 })];
const published = slices.flatMap(({ text }) => (JSON.parse(text) as MpdSlice).playlists);
const files = Object.fromEntries(slices.map(({ name, text }) => [name, Buffer.from(text)]));

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mpd-"));
  await mkdir(at("whole/data"), { recursive: true });
  for (const [name, bytes] of Object.entries(files)) await writeFile(at(`whole/data/${name}`), bytes);
  const archived = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`data/${name}`, bytes]));
  await writeFile(at("mpd.zip"), zipSync({ "README.md": Buffer.from("read me"), ...archived }));
  const tar = pack();
  tar.entry({ name: "README.md" }, "read me");
  for (const [name, bytes] of Object.entries(archived)) tar.entry({ name }, bytes);
  tar.finalize();
  const bytes = await buffer(tar);
  await writeFile(at("mpd.tar"), bytes);
  await writeFile(at("mpd.tar.gz"), gzipSync(bytes));
  await writeFile(at("mpd.slice.0-9.json.gz"), gzipSync(files["mpd.slice.0-9.json"] as Buffer));
});
afterAll(() => rm(folder, { recursive: true }));

async function all(source: MpdSource, options: ReadMpdOptions = { threads: 0 }): Promise<MpdPlaylist[]> {
  const read: MpdPlaylist[] = [];
  for await (const playlist of readMpd(source, options)) read.push(playlist);
  return read;
}

async function sliceFolder(
  name: string,
  changed: Record<string, (slice: MpdSlice) => unknown>,
): Promise<string> {
  await mkdir(at(name));
  for (const [file, change] of Object.entries(changed)) {
    const changedSlice = change(JSON.parse(String(files[file])) as MpdSlice);
    await writeFile(
      join(at(name), file),
      typeof changedSlice === "string" ? changedSlice : JSON.stringify(changedSlice),
    );
  }
  return at(name);
}
const asIs = (slice: MpdSlice) => slice;

const size = (name: string) => files[name]?.length as number;

/** The bytes of a document with some more after the first of a text. */
function bytesAt(json: string, before: string, ...bytes: number[]): Buffer {
  const place = json.indexOf(before) + before.length;
  return Buffer.concat([
    Buffer.from(json.slice(0, place)),
    Buffer.from(bytes),
    Buffer.from(json.slice(place)),
  ]);
}

/** A playlist whose first track stands a second time at its end, there on an album of its own. */
function otherAlbumOfRepeat(json: string): Buffer {
  const slice = JSON.parse(json) as MpdSlice;
  const { tracks } = slice.playlists[0] as MpdPlaylist;
  tracks.push({ ...(tracks[0] as MpdTrack), pos: tracks.length, album_uri: "spotify:album:another" });
  return Buffer.from(JSON.stringify(slice, null, 4));
}

async function findingsIn(source: string): Promise<{ findings: MpdFinding[]; pids: number[] }> {
  const findings: MpdFinding[] = [];
  const read = await all(source, { threads: 0, onFinding: (finding) => findings.push(finding) });
  return { findings, pids: read.map(({ pid }) => pid) };
}

describe("relation: readMpd", () => {
  it.each(["whole", "whole/data", "mpd.zip", "mpd.tar", "mpd.tar.gz"])(
    "reads every record of %s as JSON.parse does, in the order of pids",
    async (name) => expect(await all(at(name))).toEqual(published),
  );

  it("reads the same from streams and from one slice", async () => {
    expect(await all(createReadStream(at("mpd.tar"), { highWaterMark: 100 }))).toEqual(published);
    expect(await all(createReadStream(at("mpd.tar.gz")))).toEqual(published);
    expect(await all(at("mpd.slice.0-9.json.gz"))).toEqual(published.slice(0, 10));
    expect(await all(at("whole/data/mpd.slice.10-19.json"))).toEqual(published.slice(10, 20));
  });

  it.each(["whole", "mpd.zip"])("reads the same from %s with worker threads", async (name) => {
    expect(await all(at(name), { threads: 2 })).toEqual(published);
  });

  it("gives plain playlists equal to the records', with and without threads", async () => {
    for (const threads of [0, 1]) {
      const plain = [];
      for await (const playlist of readMpdPlaylists(at("whole"), { threads })) plain.push(playlist);
      expect(plain).toEqual(published.map(playlistFromMpd));
    }
  });

  it("keeps what the filter says", async () => {
    const days = published.map(({ modified_at }) => modified_at).toSorted((a, b) => a - b);
    const filter = {
      pids: { from: 15, to: 94 },
      minimumTracks: 8,
      maximumTracks: 12,
      minimumFollowers: 2,
      modifiedFrom: days[10] as number,
      modifiedTo: days[110] as number,
      collaborative: false,
    };
    const kept = published.filter(
      ({ pid, tracks, num_followers, modified_at, collaborative }) =>
        pid >= 15 &&
        pid <= 94 &&
        tracks.length >= 8 &&
        tracks.length <= 12 &&
        num_followers >= 2 &&
        modified_at >= filter.modifiedFrom &&
        modified_at <= filter.modifiedTo &&
        collaborative === "false",
    );
    expect(kept.length).toBeGreaterThan(2);
    expect(await all(at("whole"), { threads: 0, filter })).toEqual(kept);
    expect(await all(at("mpd.tar"), { threads: 0, filter })).toEqual(kept);
    const shared = published.filter(({ collaborative }) => collaborative === "true");
    expect(shared.length).toBeGreaterThan(2);
    expect(await all(at("whole"), { threads: 0, filter: { collaborative: true } })).toEqual(shared);
  });
});

describe("relation: readMpdPlaylists", () => {
  const faults: [string, (json: string) => Buffer][] = [
    ["bytes that are not UTF-8 in an artist's name", (json) => bytesAt(json, '"artist_name": "', 0xe9)],
    ["an escape unknown to JSON in an album's name", (json) => bytesAt(json, '"album_name": "', 0x5c, 0x71)],
    ["four digits that are not in a track's name", (json) => bytesAt(json, '"track_name": "', 0x5c, 0x75)],
    ["a file that ends early", (json) => Buffer.from(json.slice(0, -100))],
    ["a count that disagrees", (json) => Buffer.from(json.replace('"num_albums": ', '"num_albums": 1'))],
    ["a length that disagrees", (json) => Buffer.from(json.replace('"duration_ms": ', '"duration_ms": 1'))],
    ["an album that is another where its track occurs again", otherAlbumOfRepeat],
  ];
  it.each(faults)("reports %s as readMpd does", async (fault, damage) => {
    const name = "mpd.slice.10-19.json";
    const source = at(fault);
    await mkdir(source);
    await writeFile(join(source, name), damage(String(files[name])));
    const { findings, pids } = await findingsIn(source);
    const plain: MpdFinding[] = [];
    const plainPids: number[] = [];
    const onFinding = (finding: MpdFinding) => plain.push(finding);
    for await (const { id } of readMpdPlaylists(source, { threads: 0, onFinding }))
      plainPids.push(Number(id));
    expect(findings.length).toBeGreaterThan(0);
    expect(plain).toEqual(findings);
    expect(plainPids).toEqual(pids);
  });
});

describe("unit: readMpd", () => {
  it("tells the progress, and opens no slice outside the pids asked for", async () => {
    const progress: MpdProgress[] = [];
    const options = {
      filter: { pids: { from: 25, to: 34 } },
      onProgress: (now: MpdProgress) => progress.push(now),
    };
    await all(at("whole"), { threads: 0, ...options });
    const bytes = [size("mpd.slice.20-29.json"), size("mpd.slice.20-29.json") + size("mpd.slice.30-39.json")];
    expect(progress).toEqual([
      { slices: 1, totalSlices: 2, playlists: 10, bytes: bytes[0] },
      { slices: 2, totalSlices: 2, playlists: 20, bytes: bytes[1] },
    ]);
  });

  it("reports missing pids, and stops at them when strict", async () => {
    const gap = await sliceFolder("gap", { "mpd.slice.0-9.json": asIs, "mpd.slice.20-29.json": asIs });
    const finding = {
      kind: "missing pids",
      file: "mpd.slice.0-9.json",
      expected: "a slice for 10 to 19",
      got: "mpd.slice.20-29.json",
    };
    expect((await findingsIn(gap)).findings).toEqual([finding]);
    await expect(all(gap)).rejects.toThrow(MillionPlaylistError);
    await expect(all(gap, { threads: 0, strict: true, onFinding: () => {} })).rejects.toMatchObject({
      finding,
    });
  });

  it("reports repeated pids with file and pid, and reads on", async () => {
    const repeated = await sliceFolder("repeated", {
      "mpd.slice.0-9.json": asIs,
      "mpd.slice.10-19.json": (slice) => {
        (slice.playlists[3] as MpdPlaylist).pid = 4;
        return slice;
      },
    });
    const { findings, pids } = await findingsIn(repeated);
    const place = { file: "mpd.slice.10-19.json", pid: 4 };
    expect(findings).toEqual([
      { kind: "pid outside slice", ...place, expected: "10 to 19", got: 4 },
      { kind: "repeated pid", ...place, expected: "a new pid", got: 4 },
    ]);
    expect(pids).toHaveLength(20);
    await expect(all(repeated)).rejects.toThrow("mpd.slice.10-19.json, playlist 4: pid outside slice");
  });

  it("leaves an unreadable slice and malformed playlists out and says so", async () => {
    const damaged = await sliceFolder("damaged", {
      "mpd.slice.0-9.json": (slice) => JSON.stringify(slice).slice(0, -5),
      "mpd.slice.10-19.json": ({ info, playlists: [first, ...rest] }) => ({
        info,
        playlists: [{ ...first, name: 3 }, ...rest],
      }),
    });
    const { findings, pids } = await findingsIn(damaged);
    expect(findings.map(({ kind, file, pid }) => [kind, file, pid])).toEqual([
      ["unreadable slice", "mpd.slice.0-9.json", undefined],
      ["malformed playlist", "mpd.slice.10-19.json", 10],
      ["slice size", "mpd.slice.10-19.json", undefined],
    ]);
    expect(pids).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it("compares the number of playlists with the one expected", async () => {
    await expect(all(at("mpd.zip"), { threads: 0, expectedPlaylists: 1_000_000 })).rejects.toThrow(
      "expected 1000000, got 120",
    );
  });

  it("stops when told to, in threads and without", async () => {
    for (const threads of [0, 2]) {
      const controller = new AbortController();
      const read = all(at("whole"), {
        threads,
        signal: controller.signal,
        onProgress: () => controller.abort(new Error("enough")),
      });
      await expect(read).rejects.toThrow("enough");
    }
    await expect(all(at("whole"), { signal: AbortSignal.abort(new Error("never")) })).rejects.toThrow(
      "never",
    );
  });

  it("reads ahead a slice or two, however many follow", async () => {
    let written = 0;
    async function* endless() {
      for (; written < 500; written++) {
        const bytes = files["mpd.slice.0-9.json"] as Buffer;
        const tar = pack();
        tar.entry({ name: `mpd.slice.${10 * written}-${10 * written + 9}.json` }, bytes);
        tar.finalize();
        // Without the two empty blocks that end an archive.
        yield (await buffer(tar)).subarray(0, -1024);
      }
    }
    for await (const { pid } of readMpd(endless(), { threads: 1, onFinding: () => {} })) if (pid === 9) break;
    expect(written).toBeLessThan(10);
  });

  it("ends its threads when its reader leaves early", async () => {
    for await (const { pid } of readMpd(at("mpd.zip"), { threads: 2 })) if (pid === 12) break;
    expect(process.getActiveResourcesInfo().filter((resource) => resource === "MessagePort")).toEqual([]);
  });

  it("refuses sources without slices, a zip's bytes, and a broken archive", async () => {
    await mkdir(at("empty"));
    await expect(all(at("empty"))).rejects.toThrow("there are no files mpd.slice.A-B.json");
    await writeFile(at("empty.zip"), zipSync({ a: Buffer.from("a") }));
    await expect(all(at("empty.zip"))).rejects.toThrow("there are no files");
    await expect(all(createReadStream(at("mpd.zip")))).rejects.toThrow("table of contents is at its end");
    await expect(all(at("none"))).rejects.toThrow("ENOENT");
    const cut = gzipSync(Buffer.alloc(5000, "x")).subarray(0, 30);
    await writeFile(at("cut.json.gz"), cut);
    await expect(all(at("cut.json.gz"))).rejects.toThrow("unexpected end of file");
    await expect(all(at("whole"), { threads: -1 })).rejects.toThrow("threads should be");
  });
});

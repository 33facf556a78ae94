import { writeFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MpdFinding } from "../../million-playlist/mpd-finding.ts";
import { coldTracks } from "../../split/cold-tracks.ts";
import { findLeaks } from "../../split/find-leaks.ts";
import { SavedSplit } from "../../split/saved-split.ts";
import { splitByTime } from "../../split/split-by-time.ts";
import type { Playlist } from "../../types/playlist.ts";
import { generateWorld } from "../../world/generate-world.ts";
import { formatWorldSlices } from "../../world/million-playlist-dataset/format-world-slices.ts";
import { readMpdPlaylists } from "./read-mpd.ts";
import { splitMpd } from "./split-mpd.ts";

const world = generateWorld({ tracks: 400, playlists: 90, seed: 4, averageTracks: 12 });
const slices = [...formatWorldSlices({ world, playlistsPerSlice: 30 })];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "split-mpd-"));
  await restore();
});
afterAll(() => rm(folder, { recursive: true }));

async function restore(): Promise<void> {
  for (const { name, text } of slices) await writeFile(join(folder, name), text);
}

async function playlists(): Promise<Playlist[]> {
  const read = [];
  for await (const playlist of readMpdPlaylists(folder, { threads: 0 })) read.push(playlist);
  return read;
}

const sizes = { testSize: 12, validationSize: 6, seed: 3 };

describe("relation: splitMpd", () => {
  it("splits as splitByTime does with all playlists at hand, and finds the same cold tracks and leaks", async () => {
    const all = await playlists();
    const whole = splitByTime({ items: all, date: ({ modifiedAt }) => modifiedAt, ...sizes });
    const { split, test, ...found } = await splitMpd(folder, { ...sizes, threads: 0 });
    expect(SavedSplit.of(split).format()).toBe(SavedSplit.of(whole).format());
    expect(test).toEqual(whole.test);
    expect(found.coldTracks).toEqual(coldTracks(whole));
    expect(found.coldTracks.size).toBeGreaterThan(0);
    expect(found.leaks).toEqual(findLeaks({ ...whole, chronological: true }));
  });

  it("tells of a leak, and of what is wrong in a slice once", async () => {
    const all = await playlists();
    const newest = all.toSorted((a, b) => b.modifiedAt - a.modifiedAt)[0] as Playlist;
    const record = slices
      .flatMap(({ text }) => (JSON.parse(text) as { playlists: { pid: number }[] }).playlists)
      .find(({ pid }) => String(pid) === newest.id);
    const slice = JSON.parse((slices[0] as { text: string }).text) as { playlists: object[] };
    // An old playlist of the newest one's tracks, whose number of tracks is wrong.
    slice.playlists[0] = { ...record, pid: 0, modified_at: 1, num_tracks: 0 };
    await writeFile(join(folder, (slices[0] as { name: string }).name), JSON.stringify(slice));
    const findings: MpdFinding[] = [];
    const { leaks } = await splitMpd(folder, {
      testSize: 3,
      threads: 0,
      onFinding: (finding) => findings.push(finding),
    });
    await restore();
    expect(leaks).toEqual([{ kind: "same tracks", trainId: "0", testId: newest.id }]);
    expect(findings.map(({ kind, pid }) => [kind, pid])).toEqual([["num_tracks", 0]]);
  });
});

describe("unit: splitMpd", () => {
  it("tells the pass, and throws when a slice changes between the two", async () => {
    const passes: string[] = [];
    const [{ name, text }] = slices as [{ name: string; text: string }];
    const splitting = splitMpd(folder, {
      ...sizes,
      threads: 0,
      onProgress: ({ pass, slices: done, totalSlices }) => {
        passes.push(`${pass}: ${done} of ${totalSlices}`);
        if (pass === 1 && done === totalSlices) {
          writeFileSync(join(folder, name), text.replace(/"name": "[^"]*"/, '"name": "another"'));
        }
      },
    });
    await expect(splitting).rejects.toMatchObject({ name: "SplitMismatchError", changed: ["0"] });
    await restore();
    expect(passes).toEqual(["1: 1 of 3", "1: 2 of 3", "1: 3 of 3", "2: 1 of 3", "2: 2 of 3", "2: 3 of 3"]);
  });

  it("refuses sizes that leave nothing to train on", async () => {
    await expect(splitMpd(folder, { testSize: 90, threads: 0 })).rejects.toThrow("leave nothing of 90");
  });
});

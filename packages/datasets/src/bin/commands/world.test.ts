import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MpdSlice } from "../../million-playlist/mpd-records.ts";
import { readCatalogue } from "../../node/read-catalogue.ts";
import { runCommand } from "./fixtures/run-command.ts";
import { worldCommand } from "./world.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "datasets-world-"))));
afterAll(() => rm(folder, { recursive: true }));

/** Makes a small world in a folder of its own. */
async function make(name: string, ...args: string[]) {
  const out = join(folder, name);
  const said = await runCommand(worldCommand(), "--out", out, "--tracks", "100", ...args);
  return { out, data: join(out, "data"), said };
}

/** The slice of a world of five playlists. */
async function sliceOf(name: string, seed: string) {
  const { data } = await make(name, "--playlists", "5", "--seed", seed);
  return readFile(join(data, "mpd.slice.0-4.json"), "utf8");
}

describe("unit: world", () => {
  it("writes a catalogue and slices over its tracks, and tells both with their statistics", async () => {
    const { out, data, said } = await make("whole", "--playlists", "1001");
    expect(said).toContain("100 tracks, 1001 playlists in 2 slices");
    expect(said).toContain("| playlists | 1,001 | 1,000,000 |");
    expect((await readdir(data)).toSorted()).toEqual(["mpd.slice.0-999.json", "mpd.slice.1000-1000.json"]);
    expect((await readdir(out)).toSorted()).toEqual(["catalogue.parquet", "data"]);
    const ids = new Set((await readCatalogue(join(out, "catalogue.parquet"))).map(({ id }) => id));
    expect(ids.size).toBe(100);
    const slice = await readFile(join(data, "mpd.slice.0-999.json"), "utf8");
    const { playlists } = JSON.parse(slice) as MpdSlice;
    expect(playlists.length).toBe(1000);
    const listed = new Set(playlists.flatMap(({ tracks }) => tracks.map(({ track_uri }) => track_uri)));
    expect([...listed].filter((uri) => !ids.has(uri))).toEqual([]);
  });

  it("makes the same world of the same seed only", async () => {
    const first = await sliceOf("first", "3");
    expect(await sliceOf("again", "3")).toBe(first);
    expect(await sliceOf("other", "4")).not.toBe(first);
  });

  it("makes a catalogue alone", async () => {
    const { data, said } = await make("alone", "--playlists", "0");
    expect(said).toBe(`${join(folder, "alone")}: 100 tracks, 0 playlists in 0 slices`);
    expect(await readdir(data)).toEqual([]);
  });

  it("refuses sizes that are none, and asks where to write", async () => {
    const invalid = { code: "commander.invalidArgument" };
    await expect(make("x", "--tracks", "0")).rejects.toMatchObject(invalid);
    await expect(make("x", "--playlists", "-1")).rejects.toMatchObject(invalid);
    await expect(make("x", "--seed", "1.5")).rejects.toMatchObject(invalid);
    await expect(runCommand(worldCommand())).rejects.toMatchObject({
      code: "commander.missingMandatoryOptionValue",
    });
    expect(await readdir(folder)).not.toContain("x");
  });
});

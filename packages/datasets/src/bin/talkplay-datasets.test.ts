import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("talkplay-datasets.ts", import.meta.url));

function run(...args: string[]) {
  const node = ["--conditions=@talkplay/source", "--import", "tsx", program, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, { encoding: "utf8" });
  return { status, stdout, stderr };
}

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "datasets-cli-"))));
afterAll(() => rm(folder, { recursive: true }));

describe("unit: talkplay-datasets", () => {
  it("explains itself, and what is wrong with an option or a file", () => {
    const help = run("--help");
    expect(help.status).toBe(0);
    for (const command of ["stats", "split", "synthesize", "convert", "world"])
      expect(help.stdout).toContain(command);
    const wrong = run("world", "--out", join(folder, "x"), "--tracks", "many");
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("integer from 1 on")]);
    const missing = run("stats", "nowhere.jsonl");
    expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining("nowhere.jsonl")]);
  });

  it("goes from a world to conversations over its playlists, counted and split", async () => {
    const world = join(folder, "world");
    const made = run("world", "--out", world, "--tracks", "300", "--playlists", "40");
    expect([made.status, made.stdout]).toEqual([
      0,
      expect.stringContaining("| playlists | 40 | 1,000,000 |"),
    ]);
    const out = join(folder, "written");
    const catalogue = join(world, "catalogue.parquet");
    const job = ["--catalogue", catalogue, "--mpd", join(world, "data"), "--out", out, "--count", "12"];
    const written = run("synthesize", ...job);
    expect([written.status, written.stdout]).toEqual([0, expect.stringContaining("12 of 12 conversations")]);

    const dialogues = join(out, "dialogues.jsonl");
    const published = join(folder, "d.parquet");
    expect(run("convert", "dialogues", dialogues, published).stdout).toContain("12 dialogues");
    // The same turns: as varied in both.
    expect(run("stats", published, dialogues).stdout).toMatch(
      /\| variety, \d+ turns each \|.*\n.*\n\| d\.parquet (\| 0\.\d+ .*\|)\n\| dialogues\.jsonl \1/,
    );
    const split = run("split", published, "--out", join(folder, "parts"), "--test", "2");
    expect(split.stdout).toContain("no leaks found");
    expect(await readdir(join(folder, "parts"))).toContain("test.parquet");
  });
});

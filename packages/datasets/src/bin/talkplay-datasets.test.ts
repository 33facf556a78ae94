import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogue, readDialogues } from "../node/index.ts";

const program = fileURLToPath(new URL("talkplay-datasets.ts", import.meta.url));

function run(...args: string[]) {
  const node = ["--conditions=@talkplay/source", "--import", "tsx", program, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, { encoding: "utf8" });
  return { status, stdout, stderr };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "datasets-cli-"));
  const world = ["world", "--out", join(folder, "world"), "--tracks", "300", "--playlists", "40"];
  const made = run(...world);
  expect([made.status, made.stdout]).toEqual([0, expect.stringContaining("| playlists | 40 | 1,000,000 |")]);
});
afterAll(() => rm(folder, { recursive: true }));

describe("unit: talkplay-datasets", () => {
  it("explains itself, and what is wrong with an option", () => {
    const help = run("--help");
    expect(help.status).toBe(0);
    for (const command of ["stats", "split", "synthesize", "convert", "world"])
      expect(help.stdout).toContain(command);
    const wrong = run("world", "--out", join(folder, "x"), "--tracks", "many");
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("integer from 1 on")]);
    const missing = run("stats", "nowhere.jsonl");
    expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining("nowhere.jsonl")]);
  });

  it("counts and splits playlists, and writes them as Parquet", async () => {
    const world = join(folder, "world", "data");
    const stats = run("stats", world);
    expect(stats.stdout).toContain("| data | 40 |");
    const split = run("split", world, "--out", join(folder, "split"), "--test", "5", "--validation", "5");
    expect(split.stdout).toContain("30 for training, 5 for validation, 5 for testing");
    expect(run("convert", "mpd", world, join(folder, "tables")).stdout).toContain("40 playlists");
    expect(await readdir(join(folder, "tables"))).toContain("positions.parquet");
  });

  it("writes conversations, converts, counts and splits them", async () => {
    const catalogue = join(folder, "world", "catalogue.parquet");
    const out = join(folder, "written");
    const job = ["synthesize", "--catalogue", catalogue, "--out", out, "--count", "12"];
    expect(run(...job, "--dry-run", "--input-price", "1").stdout).toMatch(
      /^12 conversations, about \d+ tokens in/,
    );
    expect(await readdir(folder)).not.toContain("written");
    expect(run(...job).stdout).toContain("12 of 12 conversations");
    expect(await readFile(join(out, "report.md"), "utf8")).toContain("paper: TalkPlay, train");

    const parquet = join(folder, "d.parquet");
    expect(run("convert", "dialogues", join(out, "dialogues.jsonl"), parquet).stdout).toContain(
      "12 dialogues",
    );
    const { dialogues } = await readDialogues(join(out, "dialogues.jsonl"));
    expect((await readDialogues(parquet)).dialogues.map(({ turns }) => turns)).toEqual(
      dialogues.map(({ turns }) => turns),
    );
    const both = run("stats", parquet, join(out, "dialogues.jsonl")).stdout;
    expect(both).toContain("| d.parquet |");
    // The same turns: as varied in both.
    expect(both).toMatch(
      /\| variety, \d+ turns each \|.*\n.*\n\| d\.parquet (\| 0\.\d+ .*\|)\n\| dialogues\.jsonl \1/,
    );
    const split = run("split", parquet, "--out", join(folder, "parts"), "--test", "2");
    expect(split.stdout).toContain("no leaks found");
    expect(await readdir(join(folder, "parts"))).toContain("test.parquet");

    expect(run("convert", "catalogue", catalogue, join(folder, "c.jsonl")).status).toBe(0);
    expect(await readCatalogue(join(folder, "c.jsonl"))).toEqual(await readCatalogue(catalogue));
  });

  it("takes no key as an option and names the variable that is missing", () => {
    const catalogue = join(folder, "world", "catalogue.parquet");
    const job = [
      "synthesize",
      "--catalogue",
      catalogue,
      "--out",
      join(folder, "x"),
      "--provider",
      "openai-compatible",
      "--model",
      "m",
    ];
    const { status, stderr } = run(...job, "--api-key-env", "NO_SUCH_VARIABLE");
    expect([status, stderr]).toEqual([1, expect.stringContaining("NO_SUCH_VARIABLE is not set")]);
  });
});

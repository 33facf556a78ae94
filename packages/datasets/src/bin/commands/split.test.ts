import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMpdPlaylists } from "../../node/million-playlist/read-mpd.ts";
import { readDialogues } from "../../node/read-dialogues.ts";
import { readSplit } from "../../node/read-split.ts";
import type { Playlist } from "../../types/playlist.ts";
import { runCommand } from "./fixtures/run-command.ts";
import { splitCommand } from "./split.ts";
import { worldCommand } from "./world.ts";

const SLICE = "mpd.slice.0-19.json";

let folder: string;
let data: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "datasets-split-"));
  data = join(folder, "data");
  await runCommand(worldCommand(), "--out", folder, "--tracks", "200", "--playlists", "20");
});
afterAll(() => rm(folder, { recursive: true }));

const split = (...args: string[]) => runCommand(splitCommand(), ...args);
const times = (part: readonly Playlist[]) => part.map(({ modifiedAt }) => modifiedAt);

describe("unit: split of playlists", () => {
  it("holds the latest ones out, and tells later whether the playlists are still those", async () => {
    const out = join(folder, "split");
    const said = await split(data, "--out", out, "--test", "4", "--validation", "3");
    expect(said).toContain("13 for training, 3 for validation, 4 for testing");
    expect(said).toMatch(/^\d+ tracks occur in the test part only$/m);
    expect(said).toMatch(/^(no leaks found|\d+ leaks from test into training: .+)$/m);

    const playlists: Playlist[] = [];
    for await (const playlist of readMpdPlaylists(data)) playlists.push(playlist);
    const parts = (await readSplit(join(out, "split.json"))).apply(playlists);
    expect(Math.max(...times(parts.train))).toBeLessThanOrEqual(Math.min(...times(parts.validation)));
    expect(Math.max(...times(parts.validation))).toBeLessThanOrEqual(Math.min(...times(parts.test)));

    const verify = () => split(data, "--verify", join(out, "split.json"));
    expect(await verify()).toContain("13 for training, 3 for validation, 4 for testing");
    const slice = await readFile(join(data, SLICE), "utf8");
    await writeFile(join(data, SLICE), slice.replace(/"modified_at": \d+/, '"modified_at": 5'));
    await expect(verify()).rejects.toMatchObject({ name: "SplitMismatchError", changed: ["0"] });
    await writeFile(join(data, SLICE), slice);
  });
});

describe("unit: split of dialogues", () => {
  /** Ten conversations of five playlists. */
  const lines = Array.from({ length: 10 }, (_, index) => ({
    cid: `c${index}`,
    pid: `p${index % 5}`,
    conversations: [
      { role: "user", content: `wish ${index}` },
      { role: "music", content: `t${index}` },
      { role: "assistant", content: "there" },
    ],
  }));

  it("writes three parts in the source's schema, no playlist in two of them", async () => {
    const source = join(folder, "conversations.jsonl");
    await writeFile(source, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const out = join(folder, "parts");
    const said = await split(source, "--out", out, "--test", "2", "--validation", "2", "--seed", "7");
    expect(said).toContain("6 for training, 2 for validation, 2 for testing");
    expect(said).toContain("no leaks found");
    expect((await readdir(out)).toSorted()).toEqual([
      "split.json",
      "test.jsonl",
      "train.jsonl",
      "validation.jsonl",
    ]);
    const partOf = new Map<string | undefined, string>();
    let count = 0;
    for (const part of ["train", "validation", "test"]) {
      const { dialogues, schema } = await readDialogues(join(out, `${part}.jsonl`));
      expect(schema).toBe("TalkPlayData-1");
      for (const { playlistId } of dialogues) {
        expect(partOf.get(playlistId) ?? part).toBe(part);
        partOf.set(playlistId, part);
        count++;
      }
    }
    expect(count).toBe(10);
  });

  it("tells later whether they are still those", async () => {
    const source = join(folder, "kept.jsonl");
    const write = (kept: typeof lines) =>
      writeFile(source, kept.map((line) => `${JSON.stringify(line)}\n`).join(""));
    await write(lines);
    const out = join(folder, "kept");
    await split(source, "--out", out, "--test", "2");
    const verify = () => split(source, "--verify", join(out, "split.json"));
    expect(await verify()).toContain("8 for training, 0 for validation, 2 for testing");
    await write(lines.slice(1));
    await expect(verify()).rejects.toThrow("1 missing");
  });
});

describe("unit: what split refuses", () => {
  it("asks for one of --out and --verify", async () => {
    const error = { code: "commander.missingMandatoryOptionValue" };
    await expect(split(folder)).rejects.toMatchObject(error);
    await expect(split(folder, "--out", "a", "--verify", "b")).rejects.toMatchObject(error);
  });

  it("sizes that are none, or more than there is", async () => {
    const out = ["--out", join(folder, "refused")];
    for (const size of [
      ["--test", "0"],
      ["--validation", "-1"],
      ["--seed", "x"],
    ]) {
      await expect(split(data, ...out, ...size)).rejects.toMatchObject({ code: "commander.invalidArgument" });
    }
    await expect(split(data, ...out, "--test", "21")).rejects.toThrow(RangeError);
  });

  it("sources and splits that are not there, or no split", async () => {
    const nowhere = join(folder, "nowhere.jsonl");
    await expect(split(nowhere, "--out", join(folder, "refused"))).rejects.toThrow("nowhere.jsonl");
    await expect(split(data, "--verify", nowhere)).rejects.toThrow("nowhere.jsonl");
    const other = join(folder, "other.json");
    await writeFile(other, "{}");
    await expect(split(data, "--verify", other)).rejects.toThrow(RangeError);
  });
});

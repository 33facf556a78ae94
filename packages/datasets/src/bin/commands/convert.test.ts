import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromParquet } from "../../node/million-playlist/from-parquet.ts";
import { readMpd } from "../../node/million-playlist/read-mpd.ts";
import { readCatalogue } from "../../node/read-catalogue.ts";
import { readDialogues } from "../../node/read-dialogues.ts";
import { convertCommand } from "./convert.ts";
import { runCommand } from "./fixtures/run-command.ts";
import { worldCommand } from "./world.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "datasets-convert-"));
  await runCommand(worldCommand(), "--out", folder, "--tracks", "200", "--playlists", "20");
});
afterAll(async () => {
  expect((await readdir(folder)).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  await rm(folder, { recursive: true });
});

/** Converts from one file of the folder to another. */
const convert = (kind: string, from: string, to: string, ...args: string[]) =>
  runCommand(convertCommand(), kind, join(folder, from), join(folder, to), ...args);

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe("relation: convert", () => {
  it("dialogues through each format and schema keep their turns", async () => {
    const written = {
      id: "d",
      goal: "calm",
      playlist: ["a", "b"],
      turns: [{ query: "qué", track: "a", response: "r" }],
    };
    await writeFile(join(folder, "d.jsonl"), `${JSON.stringify(written)}\n`);
    expect(await convert("dialogues", "d.jsonl", "d.parquet")).toBe(
      `${join(folder, "d.parquet")}: 1 dialogues`,
    );
    await convert("dialogues", "d.parquet", "published.jsonl");
    const published = JSON.parse(await readFile(join(folder, "published.jsonl"), "utf8")) as unknown;
    expect(published).toEqual({
      cid: "d",
      pid: "d",
      conversations: [
        { role: "user", content: "qué" },
        { role: "music", content: "a" },
        { role: "assistant", content: "r" },
      ],
    });
    const { dialogues } = await readDialogues(join(folder, "d.jsonl"));
    // TalkPlayData-1 has no place for the goal.
    expect((await readDialogues(join(folder, "d.parquet"))).dialogues).toEqual(
      dialogues.map(({ id, playlistId, turns }) => ({ id, playlistId, turns })),
    );
    await convert("dialogues", "d.jsonl", "again.jsonl", "--schema", "freemusicc-dialogues");
    expect(JSON.parse(await readFile(join(folder, "again.jsonl"), "utf8"))).toEqual(written);
  });

  it("a catalogue through each format stays the same", async () => {
    const tracks = await readCatalogue(join(folder, "catalogue.parquet"));
    const said = await convert("catalogue", "catalogue.parquet", "c.jsonl");
    expect(said).toBe(`${join(folder, "c.jsonl")}: 200 tracks`);
    await convert("catalogue", "c.jsonl", "c.parquet");
    for (const name of ["c.jsonl", "c.parquet"]) {
      expect(await readCatalogue(join(folder, name))).toEqual(tracks);
    }
    await writeFile(join(folder, "own.csv"), "id,title,artists\n1,T,X|Y\n");
    await convert("catalogue", "own.csv", "own.jsonl");
    expect(await readFile(join(folder, "own.jsonl"), "utf8")).toBe(
      '{"id":"1","title":"T","artists":["X","Y"]}\n',
    );
  });

  it("slices become three tables that give the same playlists back", async () => {
    const said = await convert("mpd", "data", "tables");
    expect(said).toMatch(/tables: 20 playlists, \d+ tracks, \d+ positions$/);
    const records = await collect(readMpd(join(folder, "data")));
    expect(await collect(fromParquet(join(folder, "tables")))).toEqual(records);
  });
});

describe("unit: convert", () => {
  it("names a file that is not there and writes nothing", async () => {
    const before = await readdir(folder);
    for (const kind of ["dialogues", "catalogue"]) {
      await expect(convert(kind, "nowhere.jsonl", "x.jsonl")).rejects.toThrow("nowhere.jsonl");
    }
    await expect(convert("mpd", "nowhere", "x")).rejects.toThrow("nowhere");
    expect((await readdir(folder)).filter((name) => !before.includes(name) && name !== "x")).toEqual([]);
  });

  it("refuses endings, schemas and kinds that it cannot write", async () => {
    await expect(convert("catalogue", "catalogue.parquet", "c.xml")).rejects.toThrow(
      "c.xml: a catalogue is written to a name that ends in .jsonl or .parquet",
    );
    await expect(
      convert("dialogues", "d.jsonl", "f.parquet", "--schema", "freemusicc-dialogues"),
    ).rejects.toThrow("f.parquet: Parquet is for TalkPlayData-1");
    await expect(convert("dialogues", "d.jsonl", "x.jsonl", "--schema", "other")).rejects.toMatchObject({
      code: "commander.invalidArgument",
    });
    await expect(convert("playlists", "d.jsonl", "x.jsonl")).rejects.toMatchObject({
      code: "commander.unknownCommand",
    });
    await expect(runCommand(convertCommand(), "mpd", folder)).rejects.toMatchObject({
      code: "commander.missingArgument",
    });
  });
});

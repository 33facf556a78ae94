import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatDialogues } from "../dialogues/format-dialogues.ts";
import { parseDialogues } from "../dialogues/parse-dialogues.ts";
import { formatParquetCatalogue } from "../parquet/format-parquet-catalogue.ts";
import { SavedSplit } from "../split/saved-split.ts";
import { readCatalogue, readDialogues, readSplit, writeDialogues, writeSplit } from "./index.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "datasets-"))));
afterAll(() => rm(folder, { recursive: true }));

const dialogues = [{ id: "d", turns: [{ query: "q", trackId: "a", response: "r" }] }];

describe("relation: files", () => {
  it("dialogues come back from either schema, and nothing unfinished is left", async () => {
    const inFolder = (name: string) => join(folder, name);
    await writeDialogues(inFolder("a.jsonl"), { dialogues });
    await writeDialogues(inFolder("b.jsonl"), { dialogues, schema: "freemusicc-dialogues" });
    expect((await readDialogues(inFolder("a.jsonl"))).dialogues).toEqual(dialogues);
    expect((await readDialogues(inFolder("b.jsonl"))).dialogues[0]?.turns).toEqual(dialogues[0]?.turns);
    expect((await readdir(folder)).filter((name) => name.endsWith(".unfinished"))).toEqual([]);
  });

  it("a file of dialogues is read as its text is parsed, whatever ends its lines and stands in them", async () => {
    const file = join(folder, "odd.jsonl");
    const long = "\u{1F3B8}\u2028é ".repeat(150_000); // over one piece that is read, at odd places
    const odd = ["a", "b", "c"].map((id) => ({
      id,
      turns: [{ query: long + id, trackId: id, response: "r\u2029r" }],
    }));
    const text = `\uFEFF${[...formatDialogues({ dialogues: odd })].join("\r\n").trim()}`;
    await writeFile(file, text);
    const read = await readDialogues(file);
    expect(read).toEqual(parseDialogues(text, { file }));
    expect(read.dialogues).toEqual(odd);
    expect(read.lines).toEqual([1, 3, 5]);
    await writeFile(file, `${text}\n{"id": 1`);
    await expect(readDialogues(file)).rejects.toMatchObject({ file, line: 6 });
    await writeFile(file, "\n");
    await expect(readDialogues(file)).rejects.toThrow("a dialogue");
  });

  it("a split comes back and still knows its data", async () => {
    const split = { train: dialogues, validation: [], test: [] };
    await writeSplit(join(folder, "split.json"), { split: SavedSplit.of(split) });
    expect((await readSplit(join(folder, "split.json"))).apply(dialogues)).toEqual(split);
  });

  it("one catalogue in three formats is one catalogue", async () => {
    const tracks = [{ id: "a", title: "T", artists: ["X", "Y"], year: 2001 }];
    await writeFile(join(folder, "c.csv"), "id,title,artists,year\na,T,X|Y,2001\n");
    await writeFile(join(folder, "c.jsonl"), JSON.stringify(tracks[0]));
    await writeFile(join(folder, "c.parquet"), new Uint8Array(formatParquetCatalogue({ tracks })));
    for (const name of ["c.csv", "c.jsonl", "c.parquet"])
      expect(await readCatalogue(join(folder, name))).toEqual(tracks);
  });

  it("refuses an ending that it does not know", async () => {
    await expect(readCatalogue("c.xml")).rejects.toThrow(
      "c.xml: a catalogue file ends in .csv, .jsonl or .parquet",
    );
  });
});

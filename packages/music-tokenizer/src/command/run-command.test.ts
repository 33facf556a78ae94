import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeNpy } from "../artifact/npy.ts";
import { loadTokenizer } from "../node/load-tokenizer.ts";
import { inventedEmbeddings, trackNames } from "../tokenizer/fixtures/invented-catalogue.ts";
import { runCommand } from "./run-command.ts";

let folder: string;
const at = (file: string) => join(folder, file);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "music-tokenizer-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(args: string[], input = "", signal = new AbortController().signal) {
  const printed = { out: "", said: "", failed: "" };
  const code = await runCommand(
    args,
    {
      signal,
      out: (text) => void (printed.out += text),
      say: (text) => void (printed.said += `${text}\n`),
      progress: () => {},
      readInput: async () => input,
    },
    (message) => void (printed.failed += message),
  );
  return { code, ...printed };
}

const trackIds = trackNames(0, 60);
async function writeMatrix(name: string, ids: string[], width: number, gap?: number): Promise<string> {
  const { rows, ids: present } = inventedEmbeddings(ids, { width, gap });
  await writeFile(at(`${name}.npy`), writeNpy(rows, [present.length, width]));
  await writeFile(at(`${name}.ids.txt`), `${present.join("\n")}\n`);
  return at(`${name}.npy`);
}
async function writeCatalogue(ids: string[]): Promise<string> {
  const lines = ids.map((id) => `${id},"Song, ""${id}""",A;B,rock; ${id}`);
  await writeFile(at("tracks.csv"), `\uFEFFtrack,title,artists,tags\r\n${lines.join("\r\n")}\r\n`);
  return at("tracks.csv");
}
const common = ["--column", "id=track", "--no-text", "--backend", "@tensorflow/tfjs-backend-cpu"];

async function fitted(): Promise<void> {
  const audio = await writeMatrix("audio", trackIds, 4);
  const lyrics = await writeMatrix("lyrics", trackIds, 3, 7);
  const fit = ["fit", await writeCatalogue(trackIds), "--out", at("tokenizer"), ...common];
  fit.push("--embeddings", `audio=${audio}`, "--embeddings", `lyrics=${lyrics}`);
  fit.push("--clusters", "5", "--clusters", "audio=11", "--levels", "lyrics=2", "--seed", "3");
  const fitting = await run(fit);
  expect(fitting).toMatchObject({ code: 0, failed: "" });
  expect(fitting.out).toContain("| audio | 11 |");
  expect(fitting.said).toContain("60 tracks");
}

describe("relation: music-tokenizer", () => {
  it("fits, encodes the same tracks to the same codes in every format, and decodes them", async () => {
    await fitted();
    const tokenizer = await loadTokenizer(at("tokenizer"));
    expect(tokenizer.modalities.map(({ name, clusters }) => `${name} ${clusters}`)).toEqual([
      "lyrics 5",
      "lyrics-2 5",
      "audio 11",
    ]);
    const encode = ["encode", at("tracks.csv"), "--tokenizer", at("tokenizer"), ...common];
    encode.push("--embeddings", `audio=${at("audio.npy")}`, "--embeddings", `lyrics=${at("lyrics.npy")}`);
    const encoding = await run(encode);
    expect(encoding).toMatchObject({ code: 0, failed: "" });
    expect(encoding.said).toContain("audio: distortion 1.00 times");
    const lines = encoding.out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    for (const { id, code, tokens } of lines) {
      expect(code).toEqual([...tokenizer.code(id)]);
      expect(tokens).toBe(tokenizer.tokenText(id));
    }
    expect(lines.map(({ id }) => id)).toEqual(trackIds);
    expect(lines[4]).toMatchObject({ id: "t4", imputed: ["lyrics", "lyrics-2"] });

    expect(await run([...encode, "--out", at("codes.parquet")])).toMatchObject({ code: 0, out: "" });
    const table = (await readFile(at("codes.parquet"))).buffer as ArrayBuffer;
    const rows = await parquetReadObjects({ file: table });
    expect(rows[4]).toMatchObject({ id: "t4", audio: lines[4].code[2], lyrics_imputed: true });
    expect((await run([...encode, "--out", at("codes.csv")])).code).toBe(0);
    const csv = (await readFile(at("codes.csv"), "utf8")).split("\n");
    expect(csv[0]).toBe("id,tokens,lyrics,lyrics-2,audio,imputed");
    expect(csv[5]).toBe(`t4,${lines[4].tokens},${lines[4].code.join()},lyrics;lyrics-2`);

    const text = `Try ${lines[7].tokens} or ${lines[9].tokens}!`;
    const decoding = await run(["decode", "--tokenizer", at("tokenizer")], text);
    const decoded = decoding.out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(decoded.map(({ tracks }) => tracks)).toEqual([
      expect.arrayContaining(["t7"]),
      expect.arrayContaining(["t9"]),
    ]);
    const strict = await run(["decode", "--strict", "--tokenizer", at("tokenizer")], text);
    expect(strict).toMatchObject({ code: 3, out: "" });
  });

  it("reports as Markdown, data and plot", async () => {
    await fitted();
    const args = ["report", "--tokenizer", at("tokenizer"), "--catalogue", at("tracks.csv")];
    args.push("--column", "id=track", "--clusters", "2");
    const reporting = await run([...args, "--json", at("report.json"), "--plot", at("plot.vl.json")]);
    expect(reporting).toMatchObject({ code: 0, failed: "" });
    expect(reporting.out).toMatch(/rock \(\d+\).*Song, "t\d+" by A, B/);
    expect(JSON.parse(await readFile(at("report.json"), "utf8"))).toMatchObject({ tracks: 60 });
    expect(JSON.parse(await readFile(at("plot.vl.json"), "utf8"))).toMatchObject({
      facet: { field: "modality" },
    });
  });

  it("reads catalogues and playlists from JSONL and Parquet", async () => {
    await writeFile(
      at("tracks.jsonl"),
      trackIds.map((id) => JSON.stringify({ id, artists: ["A"] })).join("\n"),
    );
    const columnData = [{ name: "id", data: trackIds, type: "STRING" as const }];
    await writeFile(at("tracks.parquet"), new Uint8Array(parquetWriteBuffer({ columnData })));
    const playlists = trackIds.map((_, from) => trackIds.slice(from, from + 6));
    await writeFile(at("lists.jsonl"), playlists.map((ids) => JSON.stringify({ trackIds: ids })).join("\n"));
    const rows = playlists.flatMap((ids, list) => ids.map((id) => `${list},${id}`));
    await writeFile(at("lists.csv"), ["playlist,track", ...rows].join("\n"));
    const codes = [];
    for (const [catalogue, lists] of [
      ["tracks.jsonl", "lists.csv"],
      ["tracks.parquet", "lists.jsonl"],
    ] as const) {
      const fit = [
        "fit",
        at(catalogue),
        "--playlists",
        at(lists),
        "--out",
        at(catalogue.slice(7)),
        "--clusters",
        "8",
      ];
      expect(await run([...fit, "--no-text", "--backend", "@tensorflow/tfjs-backend-cpu"])).toMatchObject({
        code: 0,
      });
      codes.push((await loadTokenizer(at(catalogue.slice(7)))).codes);
    }
    expect(codes[0]).toEqual(codes[1]);
  });
});

describe("unit: music-tokenizer", () => {
  it("shows its help, and refuses wrong arguments with code 2", async () => {
    expect(await run(["--help"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("Usage: music-tokenizer fit"),
    });
    expect(await run(["fit", "--help"])).toMatchObject({ code: 0 });
    for (const args of [
      [],
      ["fly"],
      ["toString"],
      ["fit"],
      ["fit", "x.csv"],
      ["fit", "x.csv", "--out", "o", "--clusters", "many"],
      ["fit", "x.csv", "--out", "o", "--clusters", "3", "--clusters", "4"],
      ["fit", "x.csv", "--out", "o", "--missing", "guess"],
      ["fit", "x.csv", "--out", "o", "--column", "mood=m"],
      ["fit", "x.csv", "--out", "o", "--fast"],
      ["encode", "x.csv"],
      ["encode", "x.csv", "--tokenizer", "t", "--out", "codes.txt"],
      ["decode"],
      ["report", "x", "--tokenizer", "t"],
    ]) {
      const { code, failed, out } = await run(args);
      expect([code, out], args.join(" ")).toEqual([2, ""]);
      expect(failed).not.toBe("");
    }
  });

  it.each([
    ["no file", undefined, "tracks.csv: expected a file that can be read, got ENOENT"],
    ["no track", "id,title\n", "tracks.csv: expected at least one track"],
    ["a field too many", "id,title\na,b,c\n", "tracks.csv:2: expected 2 fields"],
    [
      "an id twice, behind a field of two lines",
      'id,title\na,"x\ny"\na,z\n',
      "tracks.csv:4: expected each id once",
    ],
    [
      "no id",
      "title\nx\n",
      "tracks.csv:2: expected an id in column id, got nothing: the row has title (--column id=NAME names another)",
    ],
    [
      "a year in words",
      "id,year\na,soon\n",
      'tracks.csv:2: expected a whole number in column year, got "soon"',
    ],
  ])("names the place of %s, with code 3", async (_, content, message) => {
    if (content !== undefined) await writeFile(at("tracks.csv"), content);
    const fit = ["fit", at("tracks.csv"), "--out", at("o"), "--backend", "@tensorflow/tfjs-backend-cpu"];
    const { code, failed } = await run(fit);
    expect(failed).toContain(message);
    expect(code).toBe(3);
  });

  it("names a matrix, ids or folder that cannot be read or written, with code 3", async () => {
    const fit = ["fit", await writeCatalogue(trackIds), ...common, "--clusters", "4"];
    for (const name of ["absent.npy", "absent.safetensors", "absent.parquet"])
      expect(await run([...fit, "--out", at("o"), "--embeddings", `audio=${at(name)}`])).toMatchObject({
        code: 3,
        failed: expect.stringContaining(`${name}: expected a file that can be read, got ENOENT`),
      });
    const audio = await writeMatrix("audio", trackIds, 4);
    const below = [...fit, "--out", at("audio.npy/o"), "--embeddings", `audio=${audio}`];
    expect(await run(below)).toMatchObject({ code: 3, failed: expect.stringContaining("audio.npy") });
    await rm(at("audio.ids.txt"));
    expect(await run([...fit, "--out", at("o"), "--embeddings", `audio=${audio}`])).toMatchObject({
      code: 3,
      failed: expect.stringContaining("audio.ids.txt: expected the rows' track ids, one a line, got ENOENT"),
    });
  });

  it("names --clusters where there are more of them than tracks to learn from, with code 2", async () => {
    const fit = ["fit", await writeCatalogue(trackIds), ...common, "--out", at("o")];
    fit.push("--embeddings", `audio=${await writeMatrix("audio", trackIds.slice(0, 9), 4)}`);
    for (const more of [[], ["--clusters", "1024"], ["--clusters", "4", "--clusters", "audio=1024"]])
      expect(await run([...fit, ...more])).toMatchObject({
        code: 2,
        failed: expect.stringContaining(
          "--clusters audio=1024: expected at most as many clusters as training tracks with this modality, 9",
        ),
      });
  });

  it("says what to install when there is nothing to compute on, and stops when it is told to", async () => {
    const catalogue = await writeCatalogue(trackIds);
    const missing = await run(["fit", catalogue, "--out", at("o"), "--backend", "no-such-backend"]);
    expect(missing).toMatchObject({
      code: 3,
      failed: expect.stringContaining("npm install @tensorflow/tfjs-backend-wasm"),
    });
    const audio = await writeMatrix("audio", trackIds, 4);
    const stopped = AbortSignal.abort(new Error("SIGINT"));
    const fit = [
      "fit",
      catalogue,
      "--out",
      at("o"),
      "--embeddings",
      `audio=${audio}`,
      "--clusters",
      "4",
      ...common,
    ];
    expect(await run(fit, "", stopped)).toMatchObject({ code: 130, failed: "stopped" });
    await expect(loadTokenizer(at("o"))).rejects.toMatchObject({ reason: "missing" });
  });
});

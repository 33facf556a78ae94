import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeRun, writeTruth } from "../node/index.ts";
import { main } from "./main.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "eval-command-"));
  const keys = ["d", "e", "f"].flatMap((dialogueId) =>
    [1, 2].map((turn) => ({ turnId: `${dialogueId}#${turn}`, dialogueId, turn })),
  );
  await writeTruth(
    at("truth.jsonl"),
    keys.map((key) => ({ ...key, trackId: key.turn === 1 ? "a" : "b" })),
  );
  await writeRun(
    at("good.jsonl"),
    keys.map((key) => ({ ...key, ranked: key.turn === 1 ? ["a"] : ["b"] })),
  );
  await writeRun(
    at("poor.jsonl"),
    keys.slice(1).map((key) => ({ ...key, ranked: ["b", "a"] })),
  );
  await writeFile(at("warm.txt"), "a\n");
  await writeFile(at("catalogue.txt"), "a\r\nb\r\n");
  await writeFile(at("plays.tsv"), "a\t12\r\n");
});
afterEach(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  let [printed, complaint] = ["", ""];
  const code = await main(args, {
    print: (text) => void (printed += text),
    complain: (text) => void (complaint += text),
  });
  return { code, printed, complaint };
}

describe("unit: score", () => {
  it("prints figures by subset, and names the missing turn", async () => {
    const { code, printed } = await run(
      "score",
      at("poor.jsonl"),
      at("truth.jsonl"),
      "--warm",
      at("warm.txt"),
    );
    expect(code).toBe(0);
    expect(printed).toMatch(/\| poor \| all \| 6 \| 3 \| 1 \| 0\.667 \[/);
    expect(printed).toMatch(/\| poor \| warm \| 3 \| 3 \| 1 \| 0\.333/);
    expect(printed).toContain("turns of the truth that are not in the run and score 0 (1): d#1");
    expect(printed).toContain("- all: intervals over 3 dialogues are not to be trusted");
  });

  it("warns of no interval where there is none", async () => {
    const { printed } = await run("score", at("good.jsonl"), at("truth.jsonl"), "--resamples", "0");
    expect(printed).not.toContain("trusted");
  });

  it("prints popularity buckets and what the lists are like", async () => {
    const files = [at("good.jsonl"), at("truth.jsonl")];
    const options = ["--catalogue", at("catalogue.txt"), "--popularity", at("plays.tsv")];
    const { code, printed } = await run("score", ...files, ...options, "--resamples", "0");
    expect(code).toBe(0);
    expect(printed).toContain("| good | popularity 0 | 3 | 3 | 0 | 1.000 |");
    expect(printed).toContain("| good | popularity 10-99 | 3 | 3 | 0 | 1.000 |");
    // Six lists, each of one of the two tracks; a is played 12 + 1 of 14 times, b the rest.
    const novelty = (Math.log2(14 / 13) + Math.log2(14)) / 2;
    expect(printed).toContain(`| good | 6 | 0 | 1.000 | 0.000 | ${novelty.toFixed(3)} | – | 1.000 |`);
  });

  it.each([
    ["a 12\na 3\n", `:2: track "a" comes a second time`],
    ["a\n", `:1: not a track id and a whole number: "a"`],
  ])("names the line of a popularity file that is wrong: %j", async (text, complaint) => {
    await writeFile(at("plays.tsv"), text);
    const args = ["score", at("good.jsonl"), at("truth.jsonl"), "--popularity", at("plays.tsv")];
    expect(await run(...args)).toMatchObject({ code: 1, complaint: expect.stringContaining(complaint) });
  });

  it("as JSON holds everything", async () => {
    const { printed } = await run(
      "score",
      at("good.jsonl"),
      at("truth.jsonl"),
      "--format",
      "json",
      "--resamples",
      "0",
    );
    expect(JSON.parse(printed)).toMatchObject({ subsets: { all: { mrr: 1, turns: 6 } }, missing: [] });
  });

  it("stops at problems with code 1 and names them, or scores what is there", async () => {
    await writeFile(at("catalogue.txt"), "a\nb\n");
    const key = { turnId: "d#1", dialogueId: "d", turn: 1 };
    await writeRun(at("bad.jsonl"), [{ ...key, ranked: ["x", "a"] }]);
    const args = ["score", at("bad.jsonl"), at("truth.jsonl"), "--catalogue", at("catalogue.txt")];
    const stopped = await run(...args);
    expect(stopped).toMatchObject({ code: 1, printed: "" });
    expect(stopped.complaint).toContain(`The run ${at("bad.jsonl")} has problems`);
    expect(stopped.complaint).toContain(`turn "d#1": ids that are not in the catalogue: x`);
    const reported = await run(...args, "--problems", "report");
    expect(reported.code).toBe(0);
    expect(reported.printed).toContain("ids that are not in the catalogue: x");
  });
});

describe("unit: compare", () => {
  it("prints the difference and the exact p-value of three dialogues that all favour the first: 2/2^3", async () => {
    const args = [
      "compare",
      at("good.jsonl"),
      at("poor.jsonl"),
      at("truth.jsonl"),
      "--catalogue",
      at("catalogue.txt"),
    ];
    const { code, printed } = await run(...args, "--format", "json");
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({
      metric: "mrr",
      first: 1,
      difference: expect.closeTo(1 / 3, 12),
      pValue: 0.25,
    });
    expect((await run(...args)).printed).toContain("| good | poor | all | MRR | 6 | 3 |");
  });

  it("takes the bootstrap test instead", async () => {
    const files = [at("good.jsonl"), at("poor.jsonl"), at("truth.jsonl")];
    const { code, printed } = await run("compare", ...files, "--test", "bootstrap", "--format", "json");
    expect(code).toBe(0);
    const { test, pValue } = JSON.parse(printed);
    expect(test).toBe("bootstrap");
    expect(pValue).not.toBe(0.25);
  });
});

describe("unit: report", () => {
  it("writes tables, plots and tests", async () => {
    const args = ["report", at("truth.jsonl"), at("poor.jsonl"), at("good.jsonl"), "--warm", at("warm.txt")];
    const { code, printed } = await run(...args, "--out", at("out"), "--resamples", "100");
    expect(code).toBe(0);
    const names = (await readdir(at("out"))).toSorted();
    expect(names).toEqual([
      "by-turn.csv",
      "mrr-by-turn.png",
      "mrr-by-turn.svg",
      "mrr-by-turn.vl.json",
      "report.md",
      "results.csv",
      "results.tex",
      "warm-and-cold.png",
      "warm-and-cold.svg",
      "warm-and-cold.vl.json",
    ]);
    expect(printed.trim().split("\n")).toHaveLength(names.length);
    const text = await readFile(at("out/report.md"), "utf8");
    expect(text).toContain("## Against poor");
    expect(text).toContain("| good | poor | all | MRR |");
    expect(text).toContain("![mrr-by-turn](mrr-by-turn.svg)");
    // Dialogue d lacks its first turn: (0 + 1 + 1)/3 of a dialogue's mean over two turns, then of three dialogues.
    const [, overDialogues] = text.split("## Over dialogues");
    expect(overDialogues).toContain("| poor | all | 6 | 3 | 1 | 0.667 |");
    expect(text).toContain("| poor | all | 1 | 3 | 0.333 |");
    const byTurn = await readFile(at("out/by-turn.csv"), "utf8");
    expect(byTurn).toMatch(/^System,Subset,Turn,Turns,MRR,MRR low,MRR high,/);
    expect(byTurn).toContain("\r\npoor,cold,2,3,1.000000,");
  });

  it("by popularity, with figures beyond accuracy, and the paths of runs that share their name", async () => {
    await mkdir(at("other"));
    await copyFile(at("poor.jsonl"), at("other/good.jsonl"));
    const files = [at("truth.jsonl"), at("good.jsonl"), at("other/good.jsonl")];
    const options = ["--catalogue", at("catalogue.txt"), "--popularity", at("plays.tsv"), "--resamples", "0"];
    const { code, printed } = await run("report", ...files, ...options, "--out", at("out"));
    expect(code).toBe(0);
    expect(printed).toContain("by-popularity.svg");
    const text = await readFile(at("out/report.md"), "utf8");
    expect(text).toContain("## Beyond accuracy");
    for (const file of files.slice(1)) expect(text).toContain(`| ${file} | popularity 10-99 | 3 |`);
  });
});

describe("unit: the command line", () => {
  it("helps with code 0", async () => {
    expect(await run("--help")).toMatchObject({
      code: 0,
      printed: expect.stringContaining("score RUN TRUTH"),
    });
  });

  it.each([
    [[]],
    [["rank"]],
    [["score"]],
    [["score", "a", "b", "c"]],
    [["compare", "a", "b"]],
    [["report", "a"]],
    [["score", "a", "b", "--colour"]],
    [["score", "a", "b", "--seed", "one"]],
    [["compare", "a", "b", "c", "--metric", "map"]],
    [["compare", "a", "b", "c", "--resamples", "0"]],
    [["compare", "a", "b", "c", "--test", "t"]],
    [["score", "a", "b", "--metric", "mrr"]],
    [["score", "a", "b", "--out", "c"]],
    [["report", "a", "b", "--format", "csv"]],
  ])("wrong usage %j is code 2", async (args) => {
    const { code, complaint } = await run(...args);
    expect(code).toBe(2);
    expect(complaint).toContain("See talkplay-eval --help.");
  });

  it("a run that is given twice, and a subset that was not asked for, are code 2", async () => {
    const [truth, good, poor] = ["truth.jsonl", "good.jsonl", "poor.jsonl"].map(at);
    expect(await run("report", truth!, good!, good!)).toMatchObject({
      code: 2,
      complaint: expect.stringContaining("good.jsonl is given twice"),
    });
    expect(await run("compare", good!, poor!, truth!, "--subset", "cold")).toMatchObject({
      code: 2,
      complaint: expect.stringContaining(`no subset "cold": there are all (warm and cold by --warm`),
    });
  });

  it("a file that is not there is code 1", async () => {
    expect(await run("score", at("none.jsonl"), at("truth.jsonl"))).toMatchObject({
      code: 1,
      complaint: expect.stringContaining("there is no such file"),
    });
  });
});

import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
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
      "mrr-by-turn.svg",
      "mrr-by-turn.vl.json",
      "report.md",
      "results.csv",
      "results.tex",
      "warm-and-cold.svg",
      "warm-and-cold.vl.json",
    ]);
    expect(printed.trim().split("\n")).toHaveLength(names.length);
    const text = await readFile(at("out/report.md"), "utf8");
    expect(text).toContain("## Against poor");
    expect(text).toContain("| good | poor | all | MRR |");
    expect(text).toContain("![mrr-by-turn](mrr-by-turn.svg)");
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
  ])("wrong usage %j is code 2", async (args) => {
    const { code, complaint } = await run(...args);
    expect(code).toBe(2);
    expect(complaint).toContain("See talkplay-eval --help.");
  });

  it("a file that is not there is code 1", async () => {
    expect(await run("score", at("none.jsonl"), at("truth.jsonl"))).toMatchObject({
      code: 1,
      complaint: expect.stringContaining("ENOENT"),
    });
  });
});

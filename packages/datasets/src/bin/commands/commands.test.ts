import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { convertCommand } from "./convert.ts";
import { splitCommand } from "./split.ts";
import { statsCommand } from "./stats.ts";
import { synthesizeCommand } from "./synthesize.ts";
import { worldCommand } from "./world.ts";

const COMMANDS = { convertCommand, splitCommand, statsCommand, synthesizeCommand, worldCommand };

/** Runs a command in this process: what it says is returned, what it throws is thrown. */
async function run(command: Command, ...args: string[]) {
  const said: string[] = [];
  const quiet = (each: Command): void => {
    each.exitOverride().configureOutput({ writeOut: (text) => said.push(text), writeErr: () => {} });
    each.commands.forEach(quiet);
  };
  quiet(command);
  const log = vi.spyOn(console, "log").mockImplementation((text: string) => void said.push(text));
  try {
    await command.parseAsync(args, { from: "user" });
  } finally {
    log.mockRestore();
  }
  return said.join("\n");
}

let folder: string;
let catalogue: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "datasets-commands-"));
  await run(worldCommand(), "--out", folder, "--tracks", "200", "--playlists", "20");
  catalogue = join(folder, "catalogue.parquet");
});
afterAll(() => rm(folder, { recursive: true }));

describe("unit: every command", () => {
  it.each(Object.entries(COMMANDS))("%s describes itself and each of its options", (_, create) => {
    const all = [create(), ...create().commands].filter(({ commands }) => commands.length === 0);
    for (const command of all) {
      const help = command.helpInformation();
      expect(command.description()).not.toBe("");
      for (const { flags, description } of command.options) {
        expect(help).toContain(flags);
        expect(description, flags).toMatch(/\w+ ?\w*/);
      }
    }
  });

  it.each(Object.entries(COMMANDS))("%s refuses an option that it does not have", async (_, create) => {
    const [first] = create().commands;
    const required = create()
      .options.filter(({ mandatory }) => mandatory)
      .flatMap(({ long }) => [long as string, "x"]);
    const args = [...(first === undefined ? [] : [first.name()]), ...required, "--no-such-option"];
    await expect(run(create(), ...args)).rejects.toMatchObject({ code: "commander.unknownOption" });
  });
});

/** `synthesize` over the catalogue of the tests. */
const synthesize = (...args: string[]) =>
  run(synthesizeCommand(), "--catalogue", catalogue, "--out", join(folder, "out"), ...args);

describe("unit: bad options and missing files", () => {
  it.each([
    ["--count", "0"],
    ["--count", "1.5"],
    ["--budget", "-1"],
    ["--concurrency", "none"],
    ["--requests-per-minute", "0"],
    ["--tokens-per-minute", ""],
    ["--in-doubt", "maybe"],
    ["--provider", "nobody"],
  ])("synthesize %s %s", async (option, value) => {
    await expect(synthesize(option, value)).rejects.toMatchObject({ code: "commander.invalidArgument" });
  });

  it("a provider that needs a model says so", async () => {
    await expect(synthesize("--provider", "openai-compatible")).rejects.toThrow("needs --model NAME");
  });

  it("what is required is asked for", async () => {
    await expect(run(worldCommand())).rejects.toMatchObject({
      code: "commander.missingMandatoryOptionValue",
    });
    await expect(run(statsCommand())).rejects.toMatchObject({ code: "commander.missingArgument" });
  });

  it("a file that is not there is named", async () => {
    const nowhere = join(folder, "nowhere.jsonl");
    const out = ["--out", join(folder, "parts")];
    const calls = [
      () => run(statsCommand(), nowhere),
      () => run(splitCommand(), nowhere, ...out),
      () => run(convertCommand(), "dialogues", nowhere, join(folder, "x.jsonl")),
      () => run(convertCommand(), "catalogue", nowhere, join(folder, "x.jsonl")),
      () => run(convertCommand(), "mpd", join(folder, "nowhere.jsonl"), join(folder, "tables")),
      () => run(synthesizeCommand(), "--catalogue", nowhere, "--out", join(folder, "out")),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow("nowhere.jsonl");
  });

  it("a file of the wrong kind is named with its line, and an ending that cannot be written", async () => {
    const broken = join(folder, "broken.jsonl");
    await writeFile(broken, "not a record\n");
    await expect(run(statsCommand(), broken)).rejects.toMatchObject({
      name: "MalformedRecordError",
      file: broken,
      line: 1,
    });
    await expect(run(convertCommand(), "catalogue", catalogue, join(folder, "c.xml"))).rejects.toThrow(
      "c.xml: a catalogue is written to a name that ends in .jsonl or .parquet",
    );
  });
});

describe("unit: synthesize", () => {
  it("tells how many conversations it wrote, how fast, and what they cost", async () => {
    const out = join(folder, "written");
    const said = await run(synthesizeCommand(), "--catalogue", catalogue, "--out", out, "--count", "5");
    expect(said).toMatch(/: 5 of 5 conversations \(0 after a repair\) at \d+\.\d a second, 0 rejected/);
    expect(said).toContain("0.0000 spent");
  });

  it("shows the first prompt and asks nothing", async () => {
    const said = await synthesize("--show-prompt");
    expect(said).toContain("<tracks>");
  });
});

describe("unit: split", () => {
  const SLICE = "mpd.slice.0-19.json";

  it("makes a split, and tells later whether the playlists are still those", async () => {
    const data = join(folder, "data");
    const out = join(folder, "split");
    const sizes = ["--test", "4", "--validation", "3"];
    expect(await run(splitCommand(), data, "--out", out, ...sizes)).toContain("13 for training");
    const verify = () => run(splitCommand(), data, "--verify", join(out, "split.json"));
    expect(await verify()).toContain("13 for training, 3 for validation, 4 for testing");
    const slice = await readFile(join(data, SLICE), "utf8");
    await writeFile(join(data, SLICE), slice.replace(/"modified_at": \d+/, '"modified_at": 5'));
    await expect(verify()).rejects.toMatchObject({ name: "SplitMismatchError", changed: ["0"] });
    await writeFile(join(data, SLICE), slice);
  });

  it("takes one slice for what it is", async () => {
    expect(await run(statsCommand(), join(folder, "data", SLICE))).toContain(`| ${SLICE} | 20 |`);
  });

  it("tells later whether conversations are still those", async () => {
    const out = join(folder, "conversations");
    await run(synthesizeCommand(), "--catalogue", catalogue, "--out", out, "--count", "6");
    const file = join(out, "dialogues.jsonl");
    await run(splitCommand(), file, "--out", out, "--test", "2");
    const verify = () => run(splitCommand(), file, "--verify", join(out, "split.json"));
    expect(await verify()).toContain("0 for validation");
    const lines = (await readFile(file, "utf8")).split("\n");
    await writeFile(file, lines.slice(1).join("\n"));
    await expect(verify()).rejects.toThrow("1 missing");
  });

  it("asks for one of --out and --verify", async () => {
    const error = { code: "commander.missingMandatoryOptionValue" };
    await expect(run(splitCommand(), folder)).rejects.toMatchObject(error);
    await expect(run(splitCommand(), folder, "--out", "a", "--verify", "b")).rejects.toMatchObject(error);
  });
});

import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { readMpdPlaylists } from "../../node/million-playlist/read-mpd.ts";
import { readDialogues } from "../../node/read-dialogues.ts";
import { startMockLanguageModel } from "../../node/synthesis/mock-language-model/start-mock-language-model.ts";
import type { MockLanguageModel } from "../../node/synthesis/mock-language-model/start-mock-language-model.ts";
import { runCommand } from "./fixtures/run-command.ts";
import { synthesizeCommand } from "./synthesize.ts";
import { worldCommand } from "./world.ts";

let folder: string;
let catalogue: string;
let server: MockLanguageModel | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "datasets-synthesize-"));
  await runCommand(worldCommand(), "--out", folder, "--tracks", "200", "--playlists", "20");
  catalogue = join(folder, "catalogue.parquet");
});
afterEach(async () => {
  process.exitCode = undefined;
  vi.unstubAllEnvs();
  await server?.close();
  server = undefined;
});
afterAll(() => rm(folder, { recursive: true }));

/** `synthesize` over the catalogue of the tests into a folder of the given name. */
const synthesize = (name: string, ...args: string[]) =>
  runCommand(synthesizeCommand(), "--catalogue", catalogue, "--out", join(folder, name), ...args);

/** Options that ask a mock server at a price. */
const from = ({ baseUrl }: MockLanguageModel) => [
  "--provider=openai-compatible",
  "--model=mock",
  `--base-url=${baseUrl}`,
  "--input-price=1",
  "--output-price=1",
];

describe("unit: synthesize", () => {
  it("writes conversations, and tells how many, how fast and what they cost", async () => {
    const said = await synthesize("simulated", "--count", "65");
    expect(said).toMatch(/: 65 of 65 conversations \(0 after a repair\) at \d+\.\d a second, 0 rejected/);
    expect(said).toContain("0.0000 spent");
    const { dialogues } = await readDialogues(join(folder, "simulated", "dialogues.jsonl"));
    expect(dialogues.length).toBe(65);
    expect(await readFile(join(folder, "simulated", "report.md"), "utf8")).toContain(
      "paper: TalkPlay, train",
    );
    expect(process.exitCode).toBeUndefined();
  });

  it("draws its tracks from the dataset's playlists, where they are given", async () => {
    await synthesize("of-mpd", "--count", "3", "--mpd", join(folder, "data"));
    const { dialogues } = await readDialogues(join(folder, "of-mpd", "dialogues.jsonl"));
    expect(dialogues.length).toBe(3);
    const playlists = new Map<string, string[]>();
    for await (const { id, trackIds } of readMpdPlaylists(join(folder, "data"))) playlists.set(id, trackIds);
    for (const { id, turns } of dialogues) {
      const listed = playlists.get(id.split(":")[0] as string);
      expect(listed).toEqual(expect.arrayContaining(turns.map(({ trackId }) => trackId)));
    }
  });

  it("shows the first prompt, or what it would cost, and asks and writes nothing", async () => {
    expect(await synthesize("dry", "--show-prompt")).toContain("<tracks>");
    const prices = ["--input-price", "1000000", "--output-price", "0"];
    const estimate = await synthesize("dry", "--dry-run", "--count", "4", ...prices);
    const [, tokens] = /^4 conversations, about (\d+) tokens in and \d+ out: \1\.00$/.exec(estimate) ?? [];
    expect(Number(tokens)).toBeGreaterThan(0);
    expect(await readdir(folder)).not.toContain("dry");
  });

  it("stops at its budget with a code of its own, and the same command under a higher one goes on", async () => {
    server = await startMockLanguageModel();
    const said = await synthesize("budget", "--count", "10", ...from(server), "--budget", "0.03");
    expect(said).toContain("not complete: the budget is used up. The same command goes on.");
    expect(process.exitCode).toBe(1);
    process.exitCode = undefined;
    expect(await synthesize("budget", "--count", "10", ...from(server), "--budget", "9")).toMatch(
      /: 10 of 10 .*\n0\.\d{4} spent$/,
    );
    expect([...server.charges.values()]).toEqual(Array(10).fill(1));
    expect(process.exitCode).toBeUndefined();
  });

  it("stops at Ctrl-C with 130, and the same command goes on and pays for nothing twice", async () => {
    server = await startMockLanguageModel({ delayMs: 40 });
    vi.spyOn(console, "error").mockImplementationOnce(() => {});
    const job = ["--count", "40", ...from(server), "--concurrency", "2"];
    const running = synthesize("stopped", ...job);
    while (server.charges.size < 3) await wait(1);
    process.emit("SIGINT");
    expect(await running).toContain("not complete: stopped. The same command goes on.");
    expect(process.exitCode).toBe(130);
    expect(server.charges.size).toBeLessThan(40);
    process.exitCode = undefined;
    expect(await synthesize("stopped", ...job, "--concurrency", "20")).toContain(": 40 of 40 conversations");
    expect([...server.charges.values()]).toEqual(Array(40).fill(1));
  });

  it("takes the key from the environment only, and writes it nowhere", async () => {
    const key = "canary-5b1f";
    server = await startMockLanguageModel({ apiKey: key, refusedShare: 0.2 });
    const job = ["--count", "5", ...from(server), "--api-key-env", "MUSIC_KEY"];
    await expect(synthesize("key", ...job)).rejects.toThrow("MUSIC_KEY is not set");
    vi.stubEnv("MUSIC_KEY", key);
    expect(await synthesize("key", ...job)).toContain(": 5 of 5 conversations");
    for (const file of await readdir(join(folder, "key"))) {
      expect(await readFile(join(folder, "key", file), "utf8"), file).not.toContain(key);
    }
  });
});

describe("unit: what synthesize refuses", () => {
  it.each([
    ["--count", "0"],
    ["--count", "1.5"],
    ["--budget", "-1"],
    ["--concurrency", "none"],
    ["--requests-per-minute", "0"],
    ["--tokens-per-minute", ""],
    ["--in-doubt", "maybe"],
    ["--provider", "nobody"],
  ])("%s %s", async (option, value) => {
    await expect(synthesize("refused", option, value)).rejects.toMatchObject({
      code: "commander.invalidArgument",
    });
  });

  it("a provider without its model, and a catalogue that is not there", async () => {
    await expect(synthesize("refused", "--provider", "openai-compatible")).rejects.toThrow(
      "needs --model NAME",
    );
    const nowhere = runCommand(synthesizeCommand(), "--catalogue", "nowhere.jsonl", "--out", folder);
    await expect(nowhere).rejects.toThrow("nowhere.jsonl");
    expect(existsSync(join(folder, "refused"))).toBe(false);
  });

  it("a catalogue that shares no track with the dataset's playlists", async () => {
    const other = join(folder, "other.jsonl");
    await writeFile(other, '{"id":"1","title":"T","artists":["A"]}\n');
    const mpd = join(folder, "data");
    await expect(
      runCommand(synthesizeCommand(), "--catalogue", other, "--out", folder, "--mpd", mpd),
    ).rejects.toThrow(`No playlist of ${mpd} has 5 tracks of ${other}`);
  });
});

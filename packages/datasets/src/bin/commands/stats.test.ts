import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { statsCommand } from "./stats.ts";
import { worldCommand } from "./world.ts";

const SLICE = "mpd.slice.0-19.json";
const DIALOGUES = [
  {
    id: "d1",
    goal: "",
    playlist: ["a", "b"],
    turns: [
      { query: "something slow please", track: "a", response: "Here it is." },
      { query: "slower", track: "b", response: "This one crawls along." },
    ],
  },
  {
    id: "d2",
    goal: "",
    playlist: ["a"],
    turns: [{ query: "the first again", track: "a", response: "Yes." }],
  },
];

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "datasets-stats-"));
  await runCommand(worldCommand(), "--out", folder, "--tracks", "200", "--playlists", "20");
  file = join(folder, "written.jsonl");
  await writeFile(file, DIALOGUES.map((line) => JSON.stringify(line)).join("\n"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("unit: stats", () => {
  it("prints the rows of what is given above the paper's", async () => {
    const said = await runCommand(statsCommand(), file);
    // 2 dialogues over 2 tracks; (2 + 1) / 2 turns; (3 + 1 + 3) / 3 and (3 + 4 + 1) / 3 words.
    const row = said.split("\n").find((line) => line.startsWith("| written.jsonl |"));
    expect(row).toMatch(/^\| written\.jsonl \| 2 \| 2 \| 2 \| \d+ \| 1\.50 \| 2\.33 \| 2\.67 \|$/);
    expect(said.indexOf("| written.jsonl |")).toBeLessThan(said.indexOf("| paper: TalkPlay, train |"));
    expect(said).toContain("| variety, 3 turns each |");
    expect(said).not.toContain("playlists of");
  });

  it("counts playlists and dialogues side by side, a slice being the dataset too", async () => {
    const said = await runCommand(statsCommand(), join(folder, "data", SLICE), file);
    expect(said).toContain(`| ${SLICE} | 20 |`);
    expect(said).toContain("| paper: MPD, train |");
    expect(said).toContain("| written.jsonl | 2 |");
  });

  it("prints the same figures as JSON", async () => {
    const said = await runCommand(statsCommand(), "--json", file);
    expect(JSON.parse(said)).toMatchObject({
      playlists: [],
      dialogues: [{ name: "written.jsonl", statistics: { dialogues: 2, tracks: 2, averageTurns: 1.5 } }],
    });
  });

  it("asks for a source, and names a file that is not there or of the wrong kind with its line", async () => {
    await expect(runCommand(statsCommand())).rejects.toMatchObject({ code: "commander.missingArgument" });
    await expect(runCommand(statsCommand(), join(folder, "nowhere.jsonl"))).rejects.toThrow("nowhere.jsonl");
    const broken = join(folder, "broken.jsonl");
    await writeFile(broken, `${JSON.stringify(DIALOGUES[0])}\nnot a record\n`);
    await expect(runCommand(statsCommand(), broken)).rejects.toMatchObject({
      name: "MalformedRecordError",
      file: broken,
      line: 2,
    });
  });
});

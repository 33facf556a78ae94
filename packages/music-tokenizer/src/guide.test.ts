import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const guide = new URL("../../../docs/music-tokenizer.md", import.meta.url);

it("unit: the guide's snippets, one after another, are a program that runs", async () => {
  const text = await readFile(guide, "utf8");
  const program = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code).join("\n");
  // Inside the package, so that it finds the package by its name.
  const folder = await mkdtemp(fileURLToPath(new URL("../.guide-", import.meta.url)));
  try {
    await writeFile(join(folder, "guide.mts"), program);
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", tsx, "--conditions=@talkplay/source", join(folder, "guide.mts")],
      { env: { ...process.env, TMPDIR: folder } },
    );
    expect(stdout).toMatch(
      /<start_of_music><\|playlist-\d+\|><\|semantic-\d+\|><\|audio-\d+\|><end_of_music>/,
    );
    expect(stdout).toMatch(/semantic: \d+ of 12 ids stay; \d+ of 300 tracks keep their code/);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);

import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadTokenizer } from "./node/load-tokenizer.ts";

const guide = new URL("../../../docs/music-tokenizer.md", import.meta.url);

const python = fileURLToPath(new URL("../../../.venv/bin/python", import.meta.url));
const readsParquet =
  existsSync(python) && spawnSync(python, ["-c", "import numpy, pandas, pyarrow"]).status === 0;

// Inside the package, so that the programs find the package by its name.
let folder: string;
let stdout: string;
beforeAll(async () => {
  folder = await mkdtemp(fileURLToPath(new URL("../.guide-", import.meta.url)));
  await writeFile(join(folder, "guide.mts"), await snippets("ts"));
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const run = await promisify(execFile)(
    process.execPath,
    ["--import", tsx, "--conditions=@talkplay/source", join(folder, "guide.mts")],
    { env: { ...process.env, TMPDIR: folder } },
  );
  stdout = run.stdout;
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

it("unit: the guide's snippets, one after another, are a program that runs", () => {
  expect(stdout).toMatch(/<start_of_music><\|playlist-\d+\|><\|semantic-\d+\|><\|audio-\d+\|><end_of_music>/);
  expect(stdout).toMatch(/semantic: \d+ of 12 ids stay; \d+ of 300 tracks keep their code/);
});

it.skipIf(!readsParquet)(
  "parity: the guide's Python reads the folder that the guide's program saved",
  async () => {
    const name = (await readdir(folder)).find((entry) => entry.startsWith("guide-tokenizer-"))!;
    const tokenizer = await loadTokenizer(join(folder, name));
    await rename(join(folder, name), join(folder, "my-tokenizer"));
    const program = `${await snippets("python")}
print(json.dumps({
    "centroids": {name: matrix.tolist() for name, matrix in centroids.items()},
    "codes": codes.tolist(), "ids": ids, "columns": list(table), "semantic": table["semantic"].tolist(),
}))`;
    const read = JSON.parse(
      (await promisify(execFile)(python, ["-c", program], { cwd: folder, maxBuffer: 2 ** 24 })).stdout,
    );
    expect(read.ids).toEqual(tokenizer.ids);
    expect(read.codes.flat()).toEqual([...tokenizer.codes]);
    expect(read.semantic).toEqual(tokenizer.ids.map((id) => tokenizer.code(id)[1]));
    expect(read.columns).toEqual(expect.arrayContaining(["id", "playlist", "semantic", "audio"]));
    for (const modality of ["playlist", "semantic", "audio"])
      expect(read.centroids[modality].flat()).toEqual([...tokenizer.codebook(modality).centroids]);
  },
  60_000,
);

/** The guide's snippets in one language, one after another. */
async function snippets(language: string): Promise<string> {
  const fences = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...(await readFile(guide, "utf8")).matchAll(fences)].map(([, code]) => code).join("\n");
}

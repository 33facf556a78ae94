// @ts-check
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { typescript } from "../setup.mjs";
import { checkBrowserSnippets } from "./browser-snippets.mjs";
import { checkConsumerTypes } from "./consumer-types.mjs";
import { checkInstalledFiles } from "./installed-files.mjs";
import { run } from "./run.mjs";
import { readmeSnippets } from "./readme-snippets.mjs";

const bin = resolve("node_modules/.bin");

/**
 * A project of somebody else's, outside the workspace: installs the tarballs, looks at their files, imports each root
 * entry in plain Node ESM and in a Vite browser build, type-checks the declarations, and type-checks and runs every
 * snippet of the READMEs.
 *
 * @param {import("./tally.mjs").Tally} tally
 * @param {{ name: string, tarball: string }[]} packed
 */
export async function checkConsumer(tally, packed) {
  const project = mkdtempSync(join(tmpdir(), "talkplay-consumer-"));
  try {
    await installTarballs(tally, project, packed);
    await checkInstalledFiles(tally, project, packed);
    await importInNode(tally, project, packed);
    await buildForBrowser(tally, project, packed);
    await runSnippets(tally, project, packed);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/**
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} project
 * @param {{ name: string, tarball: string }[]} packed
 */
async function installTarballs(tally, project, packed) {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const peers = ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-cpu", "@tensorflow/tfjs-backend-wasm"];
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({
      name: "consumer",
      private: true,
      type: "module",
      dependencies: {
        ...Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`])),
        ...Object.fromEntries(peers.map((peer) => [peer, devDependencies[peer]])),
      },
    }),
  );
  const install = await run(
    "npm",
    ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"],
    {
      cwd: project,
      quiet: true,
    },
  );
  tally.check(
    "a project outside the workspace installs the six tarballs",
    install.code === 0,
    install.output,
  );
}

/**
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} project
 * @param {{ name: string }[]} packed
 */
async function importInNode(tally, project, packed) {
  for (const { name } of packed) {
    const code = `const m = await import(${JSON.stringify(name)}); if (Object.keys(m).length === 0) throw new Error("no exports");`;
    const result = await run("node", ["--input-type=module", "-e", code], { cwd: project, quiet: true });
    tally.check(`${name}: root entry imports in plain Node ESM`, result.code === 0, result.output);
  }
}

/**
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} project
 * @param {{ name: string }[]} packed
 */
async function buildForBrowser(tally, project, packed) {
  for (const { name } of packed) {
    writeFileSync(join(project, "index.html"), `<script type="module" src="/main.js"></script>`);
    writeFileSync(
      join(project, "main.js"),
      `import * as entry from ${JSON.stringify(name)};\nglobalThis.entry = entry;\n`,
    );
    const build = await run(join(bin, "vite"), ["build", "--logLevel", "info"], {
      cwd: project,
      quiet: true,
    });
    const nodeModules = [...build.output.matchAll(/Module "([^"]+)" has been externalized/g)].map(
      (match) => match[1],
    );
    tally.check(
      `${name}: root entry builds for the browser with Vite and imports nothing of Node's`,
      build.code === 0 && nodeModules.length === 0,
      nodeModules.length > 0 ? `imports ${nodeModules.join(", ")}` : build.output,
    );
  }
}

/**
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} project
 * @param {{ name: string }[]} packed
 */
async function runSnippets(tally, project, packed) {
  const snippets = packed.flatMap(({ name }) =>
    readmeSnippets(`packages/${name.split("/")[1]}/README.md`, name),
  );
  const folder = join(project, "snippets");
  mkdirSync(folder);
  for (const { file, code } of snippets) writeFileSync(join(folder, file), code);
  // What the snippets read is the repository's own demo data.
  symlinkSync(resolve("examples"), join(project, "examples"));
  await checkConsumerTypes(tally, project, packed);
  await makeModel(tally, project);
  const tsx = createRequire(import.meta.url).resolve("tsx");
  for (const { file, name, line, runs } of snippets) {
    if (runs !== "node") continue;
    const result = await run("node", ["--import", tsx, join(folder, file)], { cwd: project, quiet: true });
    tally.check(`${name} README, snippet at line ${line} runs`, result.code === 0, result.output);
  }
  await checkBrowserSnippets(
    tally,
    project,
    snippets.filter(({ runs }) => runs === "browser"),
  );
}

/**
 * A small Llama under the name that the READMEs load, and chats to tune it on.
 *
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} project
 */
async function makeModel(tally, project) {
  const folder = join(project, "Llama-3.2-1B-Instruct");
  const made = await run("node", typescript("tools/checks/make-base-model.ts", [folder]), { quiet: true });
  tally.check("the model that the READMEs load is made", made.code === 0, made.output);
  const chat = [
    { role: "user", content: "Something slow for a rainy evening" },
    { role: "assistant", content: "Here is a quiet piano piece." },
  ];
  writeFileSync(join(project, "chats.jsonl"), `${JSON.stringify(chat)}\n`.repeat(3));
}

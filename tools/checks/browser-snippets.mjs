// @ts-check
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { build, preview } from "vite";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/**
 * Builds each snippet with Vite as a page of the consumer's project and opens it in Chromium: it has to reach its end.
 * Beside the page lie the model that the READMEs load and the WebAssembly files of tfjs.
 *
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} project
 * @param {{ name: string, line: number, code: string }[]} snippets
 */
export async function checkBrowserSnippets(tally, project, snippets) {
  if (!existsSync(executablePath)) {
    console.log("skipped README snippets in a browser: Chromium is not installed");
    tally.add({ passed: 0, failed: 0, skipped: snippets.length, failures: [] });
    return;
  }
  const root = join(project, "page");
  const files = join(root, "public");
  cpSync(join(project, "Llama-3.2-1B-Instruct"), join(files, "Llama-3.2-1B-Instruct"), { recursive: true });
  const wasm = join(project, "node_modules/@tensorflow/tfjs-backend-wasm/dist");
  mkdirSync(join(files, "wasm"));
  for (const name of readdirSync(wasm))
    if (name.endsWith(".wasm")) cpSync(join(wasm, name), join(files, "wasm", name));
  writeFileSync(join(root, "index.html"), `<!doctype html><script type="module" src="/main.ts"></script>`);
  for (const { name, line, code } of snippets) {
    writeFileSync(join(root, "main.ts"), `${code}\ndocument.documentElement.id = "ended";\n`);
    const problem = await openPage(root).catch((error) => String(error));
    tally.check(`${name} README, snippet at line ${line} runs in a browser`, problem === "", problem);
  }
}

/**
 * @param {string} root
 * @returns {Promise<string>} what went wrong, or nothing
 */
async function openPage(root) {
  await build({ configFile: false, logLevel: "error", root, build: { target: "es2022" } });
  const server = await preview({
    configFile: false,
    logLevel: "error",
    root,
    appType: "mpa",
    preview: { host: "127.0.0.1", port: 0 },
  });
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    const failed = new Promise((resolve) => page.on("pageerror", (error) => resolve(String(error))));
    await page.goto(server.resolvedUrls?.local[0] ?? "");
    const ended = page.waitForSelector("#ended", { state: "attached", timeout: 120_000 }).then(() => "");
    const outcome = await Promise.race([ended, failed]);
    if (outcome !== "") return outcome;
    return (await page.textContent("body")) === "" ? "the page shows nothing" : "";
  } finally {
    await browser.close();
    await server.close();
  }
}

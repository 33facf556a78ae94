import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogueToTokens, type CatalogueToTokens } from "./fixtures/catalogue-to-tokens.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

describe.skipIf(!existsSync(executablePath))("in Chromium", () => {
  let server: Server;
  let browser: Browser;
  let inPage: CatalogueToTokens;
  const failures: string[] = [];

  beforeAll(async () => {
    const script = await bundle();
    server = createServer((request, response) =>
      request.url === "/script.js"
        ? response.writeHead(200, { "content-type": "text/javascript" }).end(script)
        : response.writeHead(200, { "content-type": "text/html" }).end(page),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-background-networking"],
    });
    const tab = await browser.newPage();
    tab.on("pageerror", ({ message }) => failures.push(message));
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await tab.waitForFunction(() => "catalogueToTokens" in globalThis);
    inPage = await tab.evaluate(() => globalThis.catalogueToTokens());
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it("relation: playlists become the vectors, codes and tokens that they become in Node", async () => {
    const inNode = await catalogueToTokens();
    expect(inPage).toEqual(inNode);
    expect(failures).toEqual([]);
  });

  it("unit: item2vec tells its progress, stops when asked and goes on from a checkpoint", () => {
    const { item2vec, resumedRows, stoppedBy } = inPage;
    expect(item2vec.ids.length).toBe(60);
    const { progress } = item2vec;
    expect(progress.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(progress.at(-1)).toMatchObject({ done: 12_000, total: 12_000 });
    expect(progress.at(-1)!.loss).toBeLessThan(progress[0]!.loss);
    expect(resumedRows).toEqual(item2vec.rows);
    expect(stoppedBy).toBe("the reader left the page");
  });

  it("unit: tracks that share playlists share their code, and the artifact gives the codes back", () => {
    const { codes, loadedCodes, decoded, vocabulary } = inPage;
    const kinds = Array.from({ length: 6 }, (_, kind) => codes.filter((__, track) => track % 6 === kind));
    expect(kinds.map((ofKind) => new Set(ofKind).size)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(new Set(codes).size).toBe(6);
    expect(loadedCodes).toEqual(codes);
    expect(decoded).toEqual([codes[7]]);
    expect(vocabulary.length).toBe(6 + 2);
  });
});

const page = '<!doctype html><meta charset="utf-8"><script type="module" src="/script.js"></script>';

/** The package's root as a page gets it: no Node. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("fixtures/page.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]!.text;
}

import "@tensorflow/tfjs-backend-cpu";
import { describeRecommendation } from "@talkplay-examples/talkplay";
import { loadRecommender } from "@talkplay-examples/talkplay/node";
import { loadUseLite } from "@talkplay/music-tokenizer/use-lite/node";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveTinyRecommender } from "./fixtures/tiny-recommender.ts";
import { buildSite } from "./site/build-site.ts";
import { PortTakenError, serveSite } from "./site/serve-site.ts";
import type { ServedSite } from "./site/serve-site.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

describe.skipIf(!existsSync(executablePath))("the chat page in Chromium", () => {
  let folder: string;
  let served: ServedSite;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "chat-web-"));
    await saveTinyRecommender(join(folder, "run"));
    const site = join(folder, "site");
    await buildSite({ recommender: join(folder, "run"), site });
    await cp(join(site, "recommender"), join(site, "damaged"), { recursive: true });
    await writeFile(join(site, "damaged", "tracks.jsonl"), "{}\n");
    served = await serveSite({ site, port: 0 });
    browser = await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-background-networking"],
    });
  }, 600_000); // bundling takes long beside other tests
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    page = await browser.newPage();
    page.setDefaultTimeout(90_000);
    page.on("request", (request) => requests.push(request.url()));
  });
  afterEach(() => page.close());

  /** Opens the page and waits until it can be asked. */
  async function open(): Promise<void> {
    await page.goto(served.address);
    await page.waitForFunction(() => !document.querySelector<HTMLInputElement>("#wish")!.disabled);
  }

  /** Asks by keyboard alone: the wish has the focus. */
  async function ask(wish: string): Promise<void> {
    await page.keyboard.type(wish);
    await page.keyboard.press("Enter");
  }

  const lastTurn = () => page.getByRole("log", { name: "Conversation" }).locator(":scope > li").last();
  const whole = () => page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);

  it("relation: recommends and says what the recommender does in Node, turn by turn", async () => {
    const { embed } = await loadUseLite();
    const { recommender, tracks } = await loadRecommender(join(folder, "run"), { embedder: embed });
    const history: { query: string; trackId: string; response: string }[] = [];
    await open();
    expect(await page.getByRole("status").textContent()).toContain("40 tracks. Computing on wasm");
    for (const query of ["something calm", "and now a little brighter"]) {
      const found = await recommender.recommend({ history, query, limit: 5 });
      const { trackId } = found[0]!;
      const seed = 1 + history.length;
      const response = await recommender.respond({ history, query, trackId, seed });
      history.push({ query, trackId, response });

      await ask(query);
      await whole();
      const items = lastTurn().getByRole("list", { name: "Recommended tracks" }).getByRole("listitem");
      const words = found.map((one) => {
        const track = tracks.find(({ id }) => id === one.trackId)!;
        const { name, facts, why } = describeRecommendation(track, one.matched);
        return `${name}${facts}. ${why}`;
      });
      expect(await items.allTextContents()).toEqual(words);
      expect(await lastTurn().locator(".response").textContent()).toBe(response);
    }
    expect(requests.filter((url) => !url.startsWith(served.address) && !url.startsWith("data:"))).toEqual([]);
  });

  // Again if the answer was faster than the stop.
  it("shows the answer as it grows, and stops it; then it can be asked again", { retry: 3 }, async () => {
    await open();
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      new MutationObserver(() => {
        const text = document.querySelector(".response")?.textContent;
        if (!text || text === seen.at(-1)) return;
        seen.push(text);
        if (seen.length === 3) document.querySelector<HTMLButtonElement>("#stop")!.click();
      }).observe(document.querySelector("#conversation")!, { subtree: true, childList: true });
    });
    await ask("something calm");
    await whole();
    expect(await lastTurn().textContent()).toContain("Stopped.");
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    for (const [place, text] of seen.slice(1).entries()) expect(text.startsWith(seen[place]!)).toBe(true);
    expect(await page.getByRole("button", { name: "Stop" }).isDisabled()).toBe(true);
    const stoppedAt = seen.at(-1)!.length;

    await ask("something calm");
    await whole();
    expect((await lastTurn().locator(".response").textContent())!.length).toBeGreaterThan(stoppedAt);
    expect(await lastTurn().textContent()).not.toContain("Stopped.");
  });

  it("is not served where something else is", async () => {
    const port = Number(new URL(served.address).port);
    await expect(serveSite({ site: join(folder, "site"), port })).rejects.toThrow(PortTakenError);
  });

  it("shows how far loading is, and stops it", { retry: 3 }, async () => {
    await page.addInitScript(() => {
      const shares: number[] = [];
      Object.assign(globalThis, { shares });
      new MutationObserver(() => {
        const bar = document.querySelector<HTMLProgressElement>("#loading");
        if (bar && bar.value !== shares.at(-1)) shares.push(bar.value);
        if (bar && bar.value > 0.25) document.querySelector<HTMLButtonElement>("#stop")!.click();
      }).observe(document, { subtree: true, childList: true, attributes: true });
    });
    await page.goto(served.address);
    await page.getByText("Stopped. Reload the page").waitFor();
    const shares = await page.evaluate(() => (globalThis as unknown as { shares: number[] }).shares);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(await page.getByLabel("Your wish").isDisabled()).toBe(true);
  });

  it("says which file is damaged, and where nothing is", async () => {
    await page.goto(`${served.address}?recommender=damaged`);
    await page.getByRole("alert").filter({ hasText: "has another tracks.jsonl than was saved" }).waitFor();
    await page.goto(`${served.address}?recommender=nothing`);
    await page.getByRole("alert").filter({ hasText: "holds no finished recommender" }).waitFor();
    expect(await page.getByRole("status").textContent()).toBe("The recommender does not load.");
  });
});

it("unit: no page is built for a folder without a recommender", async () => {
  const build = buildSite({ recommender: "no such folder", site: "never written" });
  await expect(build).rejects.toThrow("no such folder holds no finished recommender");
  expect(existsSync("never written")).toBe(false);
});

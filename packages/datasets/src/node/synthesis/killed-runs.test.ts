import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SeededRandom } from "../../random/seeded-random.ts";
import { startMockLanguageModel } from "./mock-language-model/start-mock-language-model.ts";
import type { MockLanguageModel } from "./mock-language-model/start-mock-language-model.ts";

let scratch: string;
let program: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "killed-"));
  program = await bundle("run.mjs");
});
afterAll(() => rm(scratch, { recursive: true }));

/** Writes calls down a while after they were made: what a kill must be seen to lose. */
const WRITES_LATE: Plugin = {
  name: "writes late",
  setup({ onLoad }) {
    onLoad({ filter: /call-provider\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const before = "await ledger.record(sentEvent(batch, context));";
      if (!source.includes(before)) throw new Error(`${path} has no "${before}" to break`);
      const after = "setTimeout(() => void ledger.record(sentEvent(batch, context)), 60);";
      return { contents: source.replace(before, after), loader: "ts" };
    });
  },
};

async function bundle(name: string, plugins: Plugin[] = []): Promise<string> {
  const outfile = join(scratch, name);
  const source = dirname(fileURLToPath(import.meta.url));
  // One file starts in a few hundredths of a second, so that there can be many starts.
  await build({
    stdin: { contents: PROGRAM, resolveDir: source, loader: "ts" },
    outfile,
    plugins,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return outfile;
}

const TASKS = 300;

/** Writes its conversations into the folder named first, asking the server named second. */
const PROGRAM = `
import { synthesizeDialogues } from "./synthesize-dialogues.ts";
import { providerErrorFrom } from "../../synthesis/provider/provider-error-from.ts";
const [folder, baseUrl, delivery, inDoubt] = process.argv.slice(2);
const tasks = Array.from({ length: ${TASKS} }, (_, task) => ({
  id: "task-" + task,
  tracks: Array.from({ length: 3 }, (_, track) => ({ id: "track-" + track, title: "T", artists: ["A"] })),
}));
console.log("started");
const provider = {
  model: "mock",
  delivery,
  price: { inputPerMillion: 1, outputPerMillion: 1 },
  maximumOutputTokens: 500,
  async complete({ id, requests: [{ prompt }] }) {
    try {
      const body = JSON.stringify({ schema: prompt.schema });
      const headers = { "Idempotency-Key": id };
      const response = await fetch(baseUrl + "/chat/completions", { method: "POST", headers, body });
      if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status });
      const { choices, usage } = await response.json();
      const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
      return [{ text: choices[0].message.content, inputTokens, outputTokens }];
    } catch (error) {
      throw providerErrorFrom(error);
    }
  },
};
await synthesizeDialogues({ folder, tasks, provider, inDoubt, retries: 30, firstRetryMs: 1, concurrency: 6 });
console.log("done");
`;

async function lifeOf(
  args: readonly string[],
  killAfterMs: number,
  run = program,
): Promise<"killed" | "done"> {
  const child = spawn(process.execPath, [run, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit") as Promise<[number | null]>;
  let output = "";
  const started = new Promise<void>((resolve) => {
    child.stdout.on("data", (bytes: Buffer) => {
      output += bytes.toString();
      resolve();
    });
  });
  await Promise.race([started, ended]);
  if (killAfterMs < Infinity) await Promise.race([wait(killAfterMs), ended]);
  else await ended;
  child.kill("SIGKILL");
  await ended;
  return output.includes("done") ? "done" : "killed";
}

interface Paid {
  answered: string[];
  batches: Set<string>;
}

async function ledgerOf(folder: string): Promise<Paid> {
  const lines = (await readFile(join(folder, "ledger.jsonl"), "utf8")).trimEnd().split("\n");
  const events = lines.map((line) => JSON.parse(line) as { event: string; key: string; batch: string });
  const answered = events.filter(({ event }) => event === "answered");
  return { answered: answered.map(({ key }) => key), batches: new Set(answered.map(({ batch }) => batch)) };
}

describe("relation: a job killed at any instant", () => {
  it("200 times, loses no paid answer and pays for none twice", async () => {
    const random = new SeededRandom(11);
    let kills = 0;
    for (let job = 0; kills < 200; job++) {
      const server = await startMockLanguageModel({
        seed: job,
        delayMs: 20,
        refusedShare: 0.05,
        lostShare: 0.1,
        invalidShare: 0.2,
      });
      const folder = join(scratch, `job-${job}`);
      const args = [folder, server.baseUrl, "exactly-once", "again"];
      let done = false;
      while (!done && kills < 200) {
        done = (await lifeOf(args, random.fraction() * 150)) === "done";
        if (!done) kills++;
      }
      if (!done) expect(await lifeOf(args, Infinity)).toBe("done");
      await checkPaid(folder, server);
      await server.close();
    }
  }, 600_000);

  it("at a service that forgets, pays for nothing twice when what is in doubt is held", async () => {
    const random = new SeededRandom(12);
    const server = await startMockLanguageModel({ delayMs: 20, honoursKeys: false });
    const folder = join(scratch, "forgetful");
    const args = [folder, server.baseUrl, "at-least-once", "hold"];
    let kills = 0;
    for (; kills < 20; kills++) if ((await lifeOf(args, random.fraction() * 150)) === "done") break;
    expect(await lifeOf(args, Infinity)).toBe("done");
    const { answered, batches } = await ledgerOf(folder);
    expect([...server.charges.values()].every((times) => times === 1)).toBe(true);
    const lost = [...server.charges.keys()].filter((batch) => !batches.has(batch)).length;
    expect(new Set(answered).size).toBe(answered.length);
    // Only what was out at a kill can be lost: six calls at most.
    expect(lost).toBeLessThanOrEqual(6 * kills);
    const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8"));
    expect(report.held).toBeGreaterThanOrEqual(lost);
    expect(report.accepted + report.held).toBe(TASKS);
    await server.close();
  }, 300_000);

  it("is seen to pay twice when calls are written down only after they were made", async () => {
    const unsafe = await bundle("unsafe.mjs", [WRITES_LATE]);
    const random = new SeededRandom(13);
    const server = await startMockLanguageModel({ delayMs: 20, honoursKeys: false });
    const args = [join(scratch, "unsafe"), server.baseUrl, "at-least-once", "hold"];
    const paidTwice = () => [...server.charges.values()].some((times) => times > 1);
    for (let kills = 0; kills < 50 && !paidTwice(); kills++) {
      if ((await lifeOf(args, random.fraction() * 150, unsafe)) === "done") break;
    }
    expect(paidTwice()).toBe(true);
    await server.close();
  }, 300_000);

  it("is seen to pay twice when the service does not honour the keys that it is said to honour", async () => {
    const server = await startMockLanguageModel({ delayMs: 20, lostShare: 0.1, honoursKeys: false });
    const folder = join(scratch, "said-to-honour");
    expect(await lifeOf([folder, server.baseUrl, "exactly-once", "again"], Infinity)).toBe("done");
    await expect(checkPaid(folder, server)).rejects.toThrow("paid once");
    await server.close();
  }, 300_000);
});

async function checkPaid(folder: string, server: MockLanguageModel): Promise<void> {
  const { answered, batches } = await ledgerOf(folder);
  expect(new Set(answered).size, "an answer is written down once").toBe(answered.length);
  expect(
    [...server.charges.values()].every((times) => times === 1),
    "paid once",
  ).toBe(true);
  expect(batches, "what was paid is written down").toEqual(new Set(server.charges.keys()));
  const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8"));
  expect(report.accepted + report.rejected).toBe(TASKS);
}

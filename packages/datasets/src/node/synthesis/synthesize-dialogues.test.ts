import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOpenAiCompatibleProvider } from "../../ai-sdk/index.ts";
import { parseDialogues } from "../../dialogues/parse-dialogues.ts";
import type { DialogueTask } from "../../synthesis/plan/dialogue-task.ts";
import { ProviderError } from "../../synthesis/provider/dialogue-provider.ts";
import type { DialogueProvider } from "../../synthesis/provider/dialogue-provider.ts";
import { createSimulatorProvider } from "../../synthesis/provider/simulator-provider.ts";
import { startMockLanguageModel } from "./mock-language-model/start-mock-language-model.ts";
import type {
  MockLanguageModel,
  MockLanguageModelOptions,
} from "./mock-language-model/start-mock-language-model.ts";
import { synthesizeDialogues } from "./synthesize-dialogues.ts";

const price = { inputPerMillion: 1, outputPerMillion: 4 };
const tasks = Array.from(
  { length: 20 },
  (_, task): DialogueTask => ({
    id: `p${task}:0`,
    playlistId: `p${task}`,
    playlistTitle: "slow evenings",
    tracks: Array.from({ length: 5 }, (__, track) => ({
      id: `track-${task}-${track}`,
      title: `Song ${track}`,
      artists: ["Ann"],
      tags: ["Folk"],
      energy: 1,
    })),
  }),
);

let folder: string;
let server: MockLanguageModel | undefined;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "synthesis-"))));
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

async function start(options: MockLanguageModelOptions, apiKey?: () => string): Promise<DialogueProvider> {
  server = await startMockLanguageModel(options);
  const idempotent = options.honoursKeys !== false;
  return createOpenAiCompatibleProvider({
    baseUrl: server.baseUrl,
    model: "mock",
    price,
    idempotent,
    apiKey,
  });
}

const read = (name: string) => readFile(join(folder, name), "utf8");
const events = async () =>
  (await read("ledger.jsonl"))
    .trimEnd()
    .split("\n")
    .map(
      (line) =>
        JSON.parse(line) as { event: string; key?: string; batch: string; cost: number; attempt?: number },
    );

describe("unit: synthesizeDialogues", () => {
  it("writes every conversation, with what it cost", async () => {
    const provider = await start({});
    const result = await synthesizeDialogues({ folder, tasks, provider });
    expect(result).toMatchObject({ ended: "complete", total: 20, accepted: 20, rejected: 0, failed: 0 });
    const { dialogues } = parseDialogues(await read("dialogues.jsonl"));
    expect(dialogues.map(({ id }) => id)).toEqual(tasks.map(({ id }) => id));
    const answered = (await events()).filter(({ event }) => event === "answered");
    expect(answered.length).toBe(20);
    expect(result.spent).toBeCloseTo(answered.reduce((sum, { cost }) => sum + cost, 0));
    expect(result.spent).toBeGreaterThan(0);
  });

  it("mends what can be mended in one try and keeps the rest apart with the reason", async () => {
    const provider = await start({ invalidShare: 0.5 });
    const result = await synthesizeDialogues({ folder, tasks, provider });
    expect(result.accepted + result.rejected).toBe(20);
    expect(result.repaired).toBeGreaterThan(0);
    expect(result.rejected).toBeGreaterThan(0);
    const rejected = (await read("rejected.jsonl"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rejected.length).toBe(result.rejected);
    for (const { problems, answers } of rejected)
      expect([problems.length > 0, answers.length]).toEqual([true, 2]);
    expect(result.report.quality.invalidShare).toBeCloseTo(result.rejected / 20);
    const calls = [...(server as MockLanguageModel).charges.values()];
    expect(calls.length).toBe(20 + result.repaired + result.rejected);
  });

  it("tries again when the service is busy or a connection breaks, and nothing is paid twice", async () => {
    const provider = await start({ refusedShare: 0.3, lostShare: 0.3 });
    const result = await synthesizeDialogues({ folder, tasks, provider, firstRetryMs: 1, retries: 20 });
    expect(result).toMatchObject({ ended: "complete", accepted: 20 });
    expect([...(server as MockLanguageModel).charges.values()].every((times) => times === 1)).toBe(true);
    expect((await events()).some(({ event }) => event === "failed")).toBe(true);
  });

  it("never goes beyond its budget, and goes on under a higher one", async () => {
    const provider = await start({});
    const budget = 0.05;
    const first = await synthesizeDialogues({ folder, tasks, provider, budget });
    expect(first.ended).toBe("budget");
    expect(first.spent).toBeLessThanOrEqual(budget);
    expect(first.accepted).toBeGreaterThan(0);
    const second = await synthesizeDialogues({ folder, tasks, provider, budget: 10 });
    expect(second).toMatchObject({ ended: "complete", accepted: 20 });
    expect([...(server as MockLanguageModel).charges.values()]).toEqual(Array(20).fill(1));
  });

  it.each([
    { limit: "requests", limits: { requestsPerMinute: 5 }, perMinute: 5 },
    { limit: "tokens", limits: { tokensPerMinute: 12_000 }, perMinute: 12_000 / 2500 },
  ])("keeps within its $limit a minute, calls made again included", async ({ limits, perMinute }) => {
    let calls = 0;
    let time = 0;
    const clock = { now: () => time, wait: async (milliseconds: number) => void (time += milliseconds) };
    const simulator = createSimulatorProvider({ seed: 1 });
    const provider: DialogueProvider = {
      ...simulator,
      batchSize: 1,
      async complete(batch, how) {
        if (++calls % 4 === 0) throw new ProviderError({ message: "busy", retryable: true, paid: "no" });
        const answers = await simulator.complete(batch, how);
        return answers.map(
          (answer) => ({ ...answer, inputTokens: 2000, outputTokens: 500 }) as typeof answer,
        );
      },
    };
    const options = { folder, tasks, provider, concurrency: 3, firstRetryMs: 1, clock };
    expect(await synthesizeDialogues({ ...options, ...limits })).toMatchObject({ accepted: 20 });
    expect(calls).toBeGreaterThan(20);
    expect(time).toBeGreaterThanOrEqual(60_000 * (Math.ceil(calls / perMinute) - 1));
    expect(time).toBeLessThan(60_000 * (2 * Math.ceil(calls / perMinute) + 1));
  });

  it("stops when told, waits for what is out, and goes on", async () => {
    const provider = await start({ delayMs: 5 });
    const stop = new AbortController();
    const onProgress = ({ accepted }: { accepted: number }) => accepted >= 4 && stop.abort();
    const first = await synthesizeDialogues({
      folder,
      tasks,
      provider,
      signal: stop.signal,
      concurrency: 2,
      onProgress,
    });
    expect(first.ended).toBe("aborted");
    expect(first.accepted).toBeLessThan(20);
    expect((await synthesizeDialogues({ folder, tasks, provider })).accepted).toBe(20);
    expect([...(server as MockLanguageModel).charges.values()]).toEqual(Array(20).fill(1));
  });

  it("gives up at once when the key is refused", async () => {
    const provider = await start({ apiKey: "right-key-0000000000" }, () => "wrong-key-0000000000");
    const result = await synthesizeDialogues({ folder, tasks, provider, concurrency: 1 });
    expect(result).toMatchObject({ ended: "failing", accepted: 0, failed: 1 });
    expect(result.error?.status).toBe(401);
  });

  it("keeps to one writer, one model and the same tasks", async () => {
    const provider = createSimulatorProvider({ seed: 1 });
    await writeFile(
      join(folder, "ledger.jsonl.lock"),
      JSON.stringify({ process: process.ppid, host: (await import("node:os")).hostname() }),
    );
    await expect(synthesizeDialogues({ folder, tasks, provider })).rejects.toThrow(
      "another run writes this ledger",
    );
    await rm(join(folder, "ledger.jsonl.lock"));
    await synthesizeDialogues({ folder, tasks: tasks.slice(0, 1), provider });
    const other = createSimulatorProvider({ seed: 2 });
    await expect(synthesizeDialogues({ folder, tasks, provider: other })).rejects.toThrow(
      'of model "simulator:1"',
    );
    await expect(synthesizeDialogues({ folder, tasks: [...tasks, ...tasks], provider })).rejects.toThrow(
      "one id",
    );
    expect(await readdir(folder)).not.toContain("ledger.jsonl.lock");
  });

  it("refuses a ledger with a damaged line, naming it", async () => {
    const provider = createSimulatorProvider({ seed: 1 });
    await synthesizeDialogues({ folder, tasks, provider });
    const lines = (await read("ledger.jsonl")).split("\n");
    lines[3] = "{}";
    await writeFile(join(folder, "ledger.jsonl"), lines.join("\n"));
    await expect(synthesizeDialogues({ folder, tasks, provider })).rejects.toThrow(/ledger\.jsonl, line 4/);
  });
});

async function callsOf(name: string) {
  return (await read(`${name}/ledger.jsonl`)).match(/"event":"sent"/g)?.length;
}

function failing(paid: "no" | "unknown"): DialogueProvider {
  return {
    model: "m",
    delivery: "at-least-once",
    price,
    maximumOutputTokens: 100,
    complete: async () => {
      throw new ProviderError({ message: "gone", retryable: true, paid });
    },
  };
}

describe("unit: a provider that charges for every call", () => {
  const options = { tasks: tasks.slice(0, 1), retries: 2, firstRetryMs: 1 };

  const run = (paid: "no" | "unknown", inDoubt: "again" | "hold", name: string) =>
    synthesizeDialogues({ ...options, folder: join(folder, name), provider: failing(paid), inDoubt });

  it("is asked again after a refusal, and once only where it may have been paid and that is to be held", async () => {
    expect((await run("no", "hold", "a")).doubtful).toBe(0);
    expect(await callsOf("a")).toBe(3);
    expect((await run("unknown", "again", "b")).doubtful).toBeGreaterThan(0);
    expect(await callsOf("b")).toBe(3);
    expect((await run("unknown", "hold", "c")).doubtful).toBe(0);
    expect(await callsOf("c")).toBe(1);
    expect((await run("unknown", "hold", "c")).held).toBe(1);
    expect(await callsOf("c")).toBe(1);
  });
});

describe("unit: secrets", () => {
  it("are in no file, error, or result, though the service repeats them", async () => {
    const canary = "canary-7f3d9a61c2e84b05";
    const provider = await start({ apiKey: canary, refusedShare: 0.3, invalidShare: 0.3 }, () => canary);
    const result = await synthesizeDialogues({ folder, tasks, provider, firstRetryMs: 1, retries: 20 });
    expect(result.accepted).toBeGreaterThan(10);
    for (const name of await readdir(folder)) expect(await read(name), name).not.toContain(canary);
    expect(inspect(result, { depth: 20 })).not.toContain(canary);
    expect(await read("ledger.jsonl")).toContain("[secret]");

    const refused = createOpenAiCompatibleProvider({
      baseUrl: (server as MockLanguageModel).baseUrl,
      model: "mock",
      price,
      apiKey: () => `${canary}-wrong`,
    });
    const failed = await synthesizeDialogues({ folder: join(folder, "b"), tasks, provider: refused });
    expect(failed.error?.status).toBe(401);
    expect(inspect(failed, { depth: 20 })).not.toContain(canary);
    expect(await read("b/ledger.jsonl")).not.toContain(canary);
  });
});

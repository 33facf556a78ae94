import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DialogueTask } from "@talkplay/datasets";
import { startMockLanguageModel, synthesizeDialogues } from "@talkplay/datasets/node";
import type { MockLanguageModel } from "@talkplay/datasets/node";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openProvider } from "../provider/open-provider.ts";
import { createQueueProvider } from "./queue-provider.ts";

/** A key in a variable whose name does not say so, at a service that repeats it in answers and errors. */
const CANARY = "canary-3b8e5f02a7c94d16";
const VARIABLE = "QUEUE_TEST_ACCESS";

const installed = spawnSync("redis-server", ["--version"]).status === 0;
const program = fileURLToPath(new URL("../main.ts", import.meta.url));

const tasks = Array.from(
  { length: 120 },
  (_, task): DialogueTask => ({
    id: `task-${task}`,
    tracks: [0, 1, 2].map((track) => ({ id: `track-${task}-${track}`, title: "T", artists: ["A"] })),
  }),
);

describe.skipIf(!installed)("relation: many workers over a real Redis", () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;
  let model: MockLanguageModel;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    vi.stubEnv(VARIABLE, CANARY);
    folder = await mkdtemp(join(tmpdir(), "queue-"));
    const port = await freePort();
    url = `redis://127.0.0.1:${port}`;
    const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
    server = spawn("redis-server", settings, { stdio: "ignore" });
    model = await startMockLanguageModel({
      apiKey: CANARY,
      delayMs: 200,
      refusedShare: 0.05,
      lostShare: 0.05,
      invalidShare: 0.2,
    });
  });

  afterAll(async () => {
    for (const child of [...workers, server]) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
    await model.close();
    await rm(folder, { recursive: true });
    vi.unstubAllEnvs();
  });

  it("two of four are killed at work and the run is stopped once; every answer is paid for and written down once", async () => {
    const modelOptions = {
      baseUrl: model.baseUrl,
      model: "mock",
      apiKeyEnv: VARIABLE,
      idempotent: true,
      inputPrice: 1,
      outputPrice: 1,
    };
    const names = ["--redis", url, "--base-url", model.baseUrl, "--model", "mock", "--idempotent"];
    names.push("--api-key-env", VARIABLE);
    for (let count = 0; count < 4; count++) workers.push(startWorkerProcess(names));
    await Promise.all(workers.map(ready));

    const run = async (signal: AbortSignal | undefined, onAccepted: (accepted: number) => void) => {
      const connection = new Redis(url, { maxRetriesPerRequest: null });
      const provider = createQueueProvider({ connection, provider: openProvider(modelOptions) });
      try {
        return await synthesizeDialogues({
          folder: join(folder, "job"),
          tasks,
          provider,
          concurrency: 24,
          firstRetryMs: 1,
          retries: 30,
          signal,
          onProgress: ({ accepted }) => onAccepted(accepted),
        });
      } finally {
        await provider.close();
        connection.disconnect();
      }
    };
    const stop = new AbortController();
    const first = await run(stop.signal, (accepted) => {
      if (accepted >= 20) workers[0]?.kill("SIGKILL");
      if (accepted >= 40) stop.abort(new Error("stopped"));
    });
    expect(first.ended).toBe("aborted");
    const second = await run(undefined, (accepted) => void (accepted >= 60 && workers[1]?.kill("SIGKILL")));
    expect(second.ended).toBe("complete");
    expect(second.accepted + second.rejected).toBe(tasks.length);
    expect(second.doubtful).toBe(0);
    expect(workers.map(({ signalCode }) => signalCode)).toEqual(["SIGKILL", "SIGKILL", null, null]);

    const lines = (await readFile(join(folder, "job", "ledger.jsonl"), "utf8")).trimEnd().split("\n");
    const answered = lines
      .map((line) => JSON.parse(line) as { event: string; key: string; batch: string })
      .filter(({ event }) => event === "answered");
    expect(new Set(answered.map(({ key }) => key)).size).toBe(answered.length);
    expect(new Set(answered.map(({ batch }) => batch))).toEqual(new Set(model.charges.keys()));
    expect([...model.charges.values()].every((times) => times === 1)).toBe(true);

    // The service repeated the key, and it is in no file and nowhere in Redis.
    expect(lines.some((line) => line.includes("[secret]"))).toBe(true);
    for (const name of await readdir(join(folder, "job"))) {
      expect(await readFile(join(folder, "job", name), "utf8"), name).not.toContain(CANARY);
    }
    const redis = new Redis(url);
    const keys = await redis.keys("*");
    const jobs = keys.filter((key) => /:[0-9a-f]{40}$/.test(key));
    expect(jobs.length).toBeGreaterThanOrEqual(tasks.length);
    for (const key of jobs) expect(JSON.stringify(await redis.hgetall(key)), key).not.toContain(CANARY);
    expect(await redis.xrange("bull:talkplay-synthesis:events", "-", "+")).not.toHaveLength(0);
    expect(JSON.stringify(await redis.xrange("bull:talkplay-synthesis:events", "-", "+"))).not.toContain(
      CANARY,
    );
    redis.disconnect();
  }, 300_000);
});

function startWorkerProcess(names: readonly string[]): ChildProcess {
  const node = [
    "--conditions=@talkplay/source",
    "--import",
    "tsx",
    program,
    "worker",
    "--dead-after",
    "1000",
  ];
  return spawn(process.execPath, [...node, ...names], { stdio: ["ignore", "pipe", "inherit"] });
}

async function ready(worker: ChildProcess): Promise<void> {
  await Promise.race([once(worker.stdout as NodeJS.ReadableStream, "data"), once(worker, "exit")]);
  expect(worker.exitCode).toBeNull();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

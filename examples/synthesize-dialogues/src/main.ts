import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { drawPlaylists, planDialogues, releasePlaylists } from "@talkplay/datasets";
import { readCatalogue, synthesizeDialogues } from "@talkplay/datasets/node";
import { Command } from "commander";
import { Redis } from "ioredis";
import { openProvider } from "./provider/open-provider.ts";
import type { ProviderOptions } from "./provider/open-provider.ts";
import { createQueueProvider } from "./queue/queue-provider.ts";
import { startWorker } from "./queue/start-worker.ts";

interface RunOptions extends ProviderOptions {
  redis: string;
  workers: number;
  catalogue: string;
  out: string;
  count: number;
  budget: number;
  concurrency: number;
}

interface WorkerOptions extends ProviderOptions {
  redis: string;
  concurrency: number;
  deadAfter: number;
}

const program = new Command("synthesize-dialogues").description(
  "Conversations by a language model, asked by many workers over Redis.",
);

program
  .command("run", { isDefault: true })
  .description("plan the conversations, keep the ledger, and start workers here")
  .option("--catalogue <file>", ".csv, .jsonl or .parquet", "examples/data/catalogue.parquet")
  .option("--out <folder>", "ledger, conversations, rejects and report", "out/synthesis")
  .option("--count <number>", "conversations", Number, 100)
  .option(
    "--workers <number>",
    "workers started on this machine; others are started by themselves",
    Number,
    4,
  )
  .option("--budget <amount>", "most that the job may cost", Number, Infinity)
  .option("--concurrency <number>", "batches in the queue at a time", Number, 64)
  .action(run);
program
  .command("worker")
  .description("answer batches until stopped; on any machine, with the options of the model given to run")
  .option("--concurrency <number>", "batches at a time", Number, 4)
  .option("--dead-after <ms>", "silence after which a worker counts as dead", Number, 30_000)
  .action(work);
for (const command of program.commands) {
  command
    .option("--redis <url>", "Redis that all can reach", "redis://127.0.0.1:6379")
    .option("--base-url <url>", "of an OpenAI-compatible server; the offline simulator without one")
    .option("--model <name>", "its model", "simulator")
    .option("--api-key-env <name>", "environment variable that holds the key")
    .option("--idempotent", "the server honours Idempotency-Key headers")
    .option("--input-price <amount>", "for a million tokens", Number, 0)
    .option("--output-price <amount>", "for a million tokens", Number, 0);
}
await program.parseAsync();

async function run(options: RunOptions): Promise<void> {
  const { redis, catalogue, out: folder, count, budget, concurrency, workers } = options;
  const tracks = await readCatalogue(catalogue);
  const playlists = [...releasePlaylists({ tracks }), ...drawPlaylists({ tracks, count, seed: 1 })];
  const tasks = [...planDialogues({ playlists, tracks, seed: 1 })].slice(0, count);
  const connection = new Redis(redis, { maxRetriesPerRequest: null });
  const provider = createQueueProvider({ connection, provider: openProvider(options) });
  const children = Array.from({ length: workers }, startWorkerProcess);
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort(new Error("Stopped.")));
  try {
    const result = await synthesizeDialogues({
      folder,
      tasks,
      provider,
      budget,
      concurrency,
      signal: stop.signal,
      onProgress: ({ accepted, rejected, total, spent }) => {
        const done = accepted + rejected;
        if (done % 100 === 0) console.log(`${done} of ${total}, ${spent.toFixed(4)} spent`);
      },
    });
    const { ended, accepted, rejected, spent } = result;
    console.log(`${folder}: ${ended}, ${accepted} written, ${rejected} rejected, ${spent.toFixed(4)} spent`);
    process.exitCode = ended === "complete" ? 0 : 1;
  } finally {
    for (const child of children) child.kill();
    await provider.close();
    connection.disconnect();
  }
}

/** The same program with the same options of the model, as a worker. */
function startWorkerProcess() {
  const modelOptions = [
    "--redis",
    "--base-url",
    "--model",
    "--api-key-env",
    "--input-price",
    "--output-price",
  ];
  const given = process.argv.slice(2);
  const passedOn = given.flatMap((argument, index) =>
    modelOptions.includes(argument)
      ? [argument, given[index + 1] ?? ""]
      : argument === "--idempotent"
        ? [argument]
        : [],
  );
  const node = [...process.execArgv, fileURLToPath(import.meta.url), "worker", ...passedOn];
  return spawn(process.execPath, node, { stdio: "inherit" });
}

async function work(options: WorkerOptions): Promise<void> {
  const { redis, concurrency, deadAfter: deadAfterMs } = options;
  const connection = new Redis(redis, { maxRetriesPerRequest: null });
  const worker = startWorker({ connection, provider: openProvider(options), concurrency, deadAfterMs });
  await worker.waitUntilReady();
  console.log(`worker ${process.pid} is ready`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void worker.close().then(() => connection.disconnect()));
  }
}

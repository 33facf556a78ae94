import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { SliceReader } from "./slice-job.ts";
import type { SliceJob, SliceResult } from "./slice-job.ts";

interface PendingJob {
  job: SliceJob;
  resolve: (result: SliceResult) => void;
  reject: (reason: unknown) => void;
}

/** Reads slices in worker threads, started as they are needed; with no threads, where it is called. */
export class SlicePool {
  private readonly idle: Worker[] = [];
  private readonly busy = new Map<Worker, PendingJob>();
  private readonly waiting: PendingJob[] = [];
  private reader?: SliceReader;

  constructor(private readonly threads: number) {}

  run(job: SliceJob): Promise<SliceResult> {
    if (this.threads === 0) return this.inPlace(job);
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject });
      this.assign();
    });
  }

  /** Ends the threads; what they have not finished is rejected with the reason. */
  async close(reason: unknown): Promise<void> {
    const unfinished = [...this.waiting.splice(0), ...this.busy.values()];
    const workers = [...this.idle.splice(0), ...this.busy.keys()];
    this.busy.clear();
    for (const { reject } of unfinished) reject(reason);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  private async inPlace(job: SliceJob): Promise<SliceResult> {
    this.reader ??= new SliceReader();
    return this.reader.run(job);
  }

  private assign(): void {
    while (this.waiting.length > 0) {
      const worker = this.idle.pop() ?? (this.busy.size < this.threads ? this.start() : undefined);
      if (worker === undefined) return;
      const pending = this.waiting.shift() as PendingJob;
      this.busy.set(worker, pending);
      worker.postMessage(pending.job, []);
    }
  }

  private start(): Worker {
    const { file, execArgv } = workerProgram();
    const worker = new Worker(file, { execArgv });
    worker.on("message", ({ result, error }: { result?: SliceResult; error?: unknown }) => {
      const pending = this.busy.get(worker);
      if (pending === undefined) return;
      this.busy.delete(worker);
      this.idle.push(worker);
      if (result === undefined) pending.reject(error);
      else pending.resolve(result);
      this.assign();
    });
    worker.on("error", (error) => {
      this.busy.get(worker)?.reject(error);
      this.busy.delete(worker);
    });
    return worker;
  }
}

/** The built worker, or its source run by tsx where this file itself is a source. */
function workerProgram(): { file: string; execArgv: string[] } {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve("@talkplay/datasets/package.json"));
  if (!import.meta.url.endsWith(".ts")) {
    return { file: join(folder, "dist/node/slice-worker.js"), execArgv: [] };
  }
  const tsx = pathToFileURL(require.resolve("tsx/esm/api")).href;
  return {
    file: join(folder, "src/node/million-playlist/slice-worker.ts"),
    execArgv: ["--import", `data:text/javascript,import { register } from "${tsx}"; register();`],
  };
}

import { Worker } from "node:worker_threads";
import type { SkipGramImports } from "../skip-gram-memory.ts";

/** One epoch's work: as `train` of skip-gram.wat takes it, the draw of run r being `firstDraw + r`. */
interface EpochWork {
  rate: number;
  slope: number;
  seed: number;
  firstDraw: number;
}

export interface SkipGramThreads {
  /** Trains on every run once, the next free thread taking the next; `onProgress` hears of the runs begun. */
  epoch(work: EpochWork, onProgress: (runsBegun: number) => void): Promise<{ pairs: number; losses: number }>;
  stop(): Promise<void>;
}

/**
 * Plain JavaScript as text, so that a thread starts alike from the sources, from the build and from a bundle.
 * counters: [next run, whether to stop].
 */
const threadProgram = `
const { parentPort, workerData: { module, imports, runs, counters } } = require("node:worker_threads");
const { train } = new WebAssembly.Instance(module, imports).exports;
parentPort.on("message", ({ rate, slope, seed, firstDraw }) => {
  let pairs = 0;
  let losses = 0;
  for (;;) {
    const run = Atomics.add(counters, 0, 1);
    if (run >= runs.length - 1 || Atomics.load(counters, 1)) break;
    const [trained, loss] = train(runs[run], runs[run + 1], rate, slope, seed, firstDraw + run);
    pairs += trained;
    losses += loss;
  }
  parentPort.postMessage({ pairs, losses });
});`;

const betweenReportsMs = 100;

/** Starts a thread for each of the imports. They share the memory and never wait for each other (Hogwild!). */
export function startSkipGramThreads(
  module: WebAssembly.Module,
  imports: readonly SkipGramImports[],
  runs: Int32Array,
): SkipGramThreads {
  const counters = new Int32Array(new SharedArrayBuffer(8));
  const threads = imports.map(
    (own) => new Worker(threadProgram, { eval: true, workerData: { module, imports: own, runs, counters } }),
  );
  return {
    epoch: async (work, onProgress) => {
      Atomics.store(counters, 0, 0);
      const timer = setInterval(
        () => onProgress(Math.min(Atomics.load(counters, 0), runs.length - 1)),
        betweenReportsMs,
      );
      try {
        const results = await Promise.all(threads.map((thread) => answer(thread, work)));
        return results.reduce((sum, { pairs, losses }) => ({
          pairs: sum.pairs + pairs,
          losses: sum.losses + losses,
        }));
      } finally {
        clearInterval(timer);
      }
    },
    stop: async () => {
      Atomics.store(counters, 1, 1);
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

function answer(thread: Worker, work: EpochWork): Promise<{ pairs: number; losses: number }> {
  return new Promise((resolve, reject) => {
    const settle = () => thread.off("message", done).off("error", failed).off("exit", ended);
    const done = (result: { pairs: number; losses: number }) => {
      settle();
      resolve(result);
    };
    const failed = (error: Error) => {
      settle();
      reject(error);
    };
    const ended = () => failed(new Error("An item2vec thread ended before its work was done."));
    thread.on("message", done).on("error", failed).on("exit", ended);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    thread.postMessage(work);
  });
}

import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { llamaConfig } from "@talkplay/llm-core";
import type { LlamaConfig } from "@talkplay/llm-core";
import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonContender, typescriptContender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import type { LoadReport, LoadTask } from "./task.ts";

/** Turns of each side after one that warms the page cache and is not counted. */
const turnCounts = { full: 3, quick: 2 };

/** What both processes are started with; most of the time of a load goes into the first touch of the weights' pages. */
const settings: Record<string, Environment> = {
  "pages of 4 KiB": {},
  // The C library asks for pages of 2 MiB, both sides' memory allocators being built on it
  ...(process.platform === "linux" && { "huge pages": { GLIBC_TUNABLES: "glibc.malloc.hugetlb=1" } }),
};

type Who = "ours" | "peer";
type Environment = Record<string, string>;

export const benchmark: Benchmark = {
  name: "load",
  description: "seconds to load a Llama-3.2-1B shape from bfloat16 shards into float32, against transformers",
  async run({ quick }) {
    const python = await pythonWith(["torch", "transformers"]);
    const config = quick
      ? llamaConfig("llama-3.2-1b", {
          vocabSize: 64_000,
          hiddenSize: 1024,
          intermediateSize: 4096,
          numLayers: 8,
          numHeads: 16,
        })
      : llamaConfig("llama-3.2-1b");
    const folder = await mkdtemp(join(tmpdir(), "bench-load-"));
    try {
      await write(folder, config);
      const turns = quick ? turnCounts.quick : turnCounts.full;
      const task: LoadTask = { folder, ids: [1, 9, 1999, 15_999, 7, 42, 777, 3] };
      const cases: BenchmarkCase[] = [];
      const figures: Record<string, object> = {};
      const peaks: string[] = [];
      for (const [setting, environment] of Object.entries(settings)) {
        const reports = await takeTurns({ python, environment, task, turns });
        for (const field of ["loadSeconds", "readySeconds"] as const) {
          cases.push({
            case: `until the ${field === "loadSeconds" ? "model is there" : "first logits"}, ${setting}`,
            ours: fastest(reports.ours, field),
            peer: fastest(reports.peer, field),
            peerName: reports.peer[0]!.version,
          });
        }
        peaks.push(`ours ${peakOf(reports.ours)} GiB, peer ${peakOf(reports.peer)} GiB with ${setting}`);
        figures[setting] = { ours: figuresOf(reports.ours), peer: figuresOf(reports.peer) };
      }
      return {
        unit: "s",
        better: "lower",
        cases,
        notes: [
          `The fastest of ${turns} turns, each in a new process with its libraries loaded; files in the page cache; both use all cores; the same logits.`,
          "Before each load as much memory as it takes is touched and given back, so that it waits for no virtual machine's host.",
          "Huge pages: both processes started with GLIBC_TUNABLES=glibc.malloc.hugetlb=1.",
          `Peak resident memory: ${peaks.join("; ")}.`,
        ],
        figures,
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function write(folder: string, config: LlamaConfig): Promise<void> {
  const writer = typescriptContender(new URL("../llama-1b/ours.ts", import.meta.url), "all");
  try {
    await writer.ask({ step: "write", folder, config, time: 1 });
  } finally {
    await writer.stop();
  }
}

interface Turns {
  python: string;
  environment: Environment;
  task: LoadTask;
  turns: number;
}

async function takeTurns({ turns, ...settled }: Turns): Promise<Record<Who, LoadReport[]>> {
  const reports: Record<Who, LoadReport[]> = { ours: [], peer: [] };
  for (let turn = 0; turn <= turns; turn++) {
    const ours = await load("ours", settled);
    const peer = await load("peer", settled);
    checkLogits(ours.logits, peer.logits);
    if (turn === 0) continue;
    reports.ours.push(ours);
    reports.peer.push(peer);
  }
  return reports;
}

/** In a process of its own: nothing that one load leaves behind helps or hinders the next. */
async function load(who: Who, { python, environment, task }: Omit<Turns, "turns">): Promise<LoadReport> {
  const contender =
    who === "peer"
      ? pythonContender(python, new URL("./peer.py", import.meta.url), "all", environment)
      : typescriptContender(new URL("./ours.ts", import.meta.url), "all", environment);
  try {
    await contender.ask({ ready: true });
    await touchMemory(task.folder, environment);
    return await contender.ask<LoadReport>(task);
  } finally {
    await contender.stop();
  }
}

/**
 * Touches as much memory as a load takes and gives it back. A virtual machine's host takes free memory away and hands it
 * out again page by page at the first touch, which can take many times as long as the load itself and is none of its own.
 */
async function touchMemory(folder: string, environment: Environment): Promise<void> {
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  // Twice for float32, and a quarter more for what is needed beside it
  const bytes = 2.5 * sizes.reduce((sum, size) => sum + size, 0);
  const code = `const held = []; for (let n = ${bytes}; n > 0; n -= 2 ** 28) held.push(Buffer.alloc(2 ** 28, 1));`;
  const env = { ...process.env, ...environment };
  const { status } = spawnSync(process.execPath, ["-e", code], { env, stdio: "inherit" });
  if (status !== 0)
    throw new Error(`No ${(bytes / 2 ** 30).toFixed(1)} GiB of memory are free to load into.`);
}

function figuresOf(
  reports: readonly LoadReport[],
): Pick<LoadReport, "loadSeconds" | "readySeconds" | "peakBytes">[] {
  return reports.map(({ loadSeconds, readySeconds, peakBytes }) => ({
    loadSeconds,
    readySeconds,
    peakBytes,
  }));
}

function fastest(reports: readonly LoadReport[], field: "loadSeconds" | "readySeconds"): number {
  return Math.min(...reports.map((report) => report[field]));
}

function peakOf(reports: readonly LoadReport[]): string {
  return (Math.max(...reports.map(({ peakBytes }) => peakBytes)) / 2 ** 30).toFixed(2);
}

/** @throws Error when the two loaded different weights */
function checkLogits(ours: readonly number[], peer: readonly number[]): void {
  if (ours.length !== peer.length)
    throw new Error(`${ours.length} logits of ours, ${peer.length} of the peer`);
  const difference = ours.reduce((most, logit, id) => Math.max(most, Math.abs(logit - peer[id]!)), 0);
  if (!(difference < 1e-3)) throw new Error(`The logits differ by ${difference}: not the same model.`);
}

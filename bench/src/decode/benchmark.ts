import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonContender, typescriptContender } from "../contender/contender.ts";
import type { Contender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { checkSameResult } from "./check-same-result.ts";
import { decodeSizes, randomCatalogue, randomIds } from "./task.ts";
import type { DecodeReport, DecodeSize, DecodeTask } from "./task.ts";
import { writeModel } from "./write-model.ts";

const methods = {
  greedy: ["generate", "generate-static", "loop"],
  recommend: ["generate", "shared-prefix"],
} as const;

export const benchmark: Benchmark = {
  name: "decode",
  description: "milliseconds a token, and a recommendation by constrained beam search, against transformers",
  async run({ quick }) {
    const python = await pythonWith(["torch", "transformers"]);
    const turns = quick ? 3 : 5;
    const folder = await mkdtemp(join(tmpdir(), "bench-decode-"));
    const ours = typescriptContender(new URL("./ours.ts", import.meta.url), "all");
    const peer = pythonContender(python, new URL("./peer.py", import.meta.url), "all");
    const cases: BenchmarkCase[] = [];
    const notes = [
      `The fastest of ${turns} turns after one that is not counted; prompts are read within the time. Both use float32 and all cores, and gave the same ids.`,
      "transformers stands with its fastest way of `generate` and thread count; beside it, the fastest loop written by hand on its model.",
    ];
    const figures: Record<string, unknown> = {};
    try {
      const { version, threads } = await peer.ask<{ version: string; threads: number }>({ version: true });
      notes.unshift(`Ours: ${(await ours.ask<{ version: string }>({ version: true })).version}.`);
      for (const size of quick ? decodeSizes.slice(0, 1) : decodeSizes) {
        const written = await writeModel(size, folder);
        for (const { name, task, units } of tasksOf(size, written, quick)) {
          const { mine, theirs } = await measure(task, ours, peer, { turns, threads });
          figures[name] = { ours: mine, peer: theirs };
          const milliseconds = (seconds: number): number => (seconds * 1000) / units;
          const fastest = (method: RegExp): { method: string; ms: number } =>
            Object.entries(theirs)
              .filter(([key]) => method.test(key))
              .map(([key, seconds]) => ({ method: key, ms: milliseconds(Math.min(...seconds)) }))
              .reduce((best, next) => (next.ms < best.ms ? next : best));
          for (const group of [/^generate/, /^(loop|shared)/]) {
            const best = fastest(group);
            cases.push({
              case: name,
              ours: milliseconds(Math.min(...mine)),
              peer: best.ms,
              peerName: `${version}, ${best.method}`,
            });
          }
        }
      }
    } finally {
      await ours.stop();
      await peer.stop();
      await rm(folder, { recursive: true });
    }
    return { unit: "ms", better: "lower", cases, notes, figures };
  },
};

function tasksOf(
  { name, config: { vocabSize } }: DecodeSize,
  folder: string,
  quick: boolean,
): { name: string; task: DecodeTask; units: number }[] {
  const newTokens = quick ? 32 : 64;
  const greedy = [1, 8].map((batch) => ({
    name: `${name}, a token, batch ${batch}`,
    task: {
      kind: "greedy" as const,
      folder,
      prompts: Array.from({ length: batch }, (_, row) => randomIds(32, vocabSize, row + 1)),
      newTokens,
    },
    units: newTokens,
  }));
  const recommend: DecodeTask = {
    kind: "recommend",
    folder,
    prompt: randomIds(300, vocabSize, 5),
    beams: 32,
    catalogue: randomCatalogue(20_000, vocabSize),
  };
  return [...greedy, { name: `${name}, a recommendation`, task: recommend, units: 1 }];
}

/** Seconds of each turn; the peer's by method and threads. Ours and the peer's ways take turns. */
async function measure(
  task: DecodeTask,
  ours: Contender,
  peer: Contender,
  { turns, threads }: { turns: number; threads: number },
): Promise<{ mine: number[]; theirs: Record<string, number[]> }> {
  const ways = methods[task.kind].flatMap((method) =>
    [...new Set([1, threads])].map((count) => ({ method, threads: count })),
  );
  const mine: number[] = [];
  const theirs: Record<string, number[]> = {};
  for (let turn = 0; turn <= turns; turn++) {
    const answer = await ours.ask<DecodeReport>(task);
    if (turn > 0) mine.push(answer.seconds);
    for (const way of ways) {
      const other = await peer.ask<DecodeReport>({ ...task, ...way });
      checkSameResult(answer, other);
      const key = `${way.method}, ${way.threads} threads`;
      if (turn > 0) (theirs[key] ??= []).push(other.seconds);
    }
  }
  return { mine, theirs };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonContender, typescriptContender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { median } from "../median.ts";
import { checkLosses } from "./check-losses.ts";
import { trainSizes, type TrainReport } from "./sizes.ts";
import { writeTask } from "./write-task.ts";

/** Updates at the start of each round that are not counted: memory is taken, kernels are prepared. */
const warmUp = 1;

export const benchmark: Benchmark = {
  name: "train",
  description: "Training steps of a Llama with AdamW in float32, against transformers and PyTorch",
  async run({ quick }) {
    const python = await pythonWith(["torch", "transformers"]);
    const rounds = quick ? 1 : 3;
    const steps = warmUp + (quick ? 3 : 8);
    const folder = await mkdtemp(join(tmpdir(), "bench-train-"));
    const ours = typescriptContender(new URL("./ours.ts", import.meta.url), "all");
    const peer = pythonContender(python, new URL("./peer.py", import.meta.url), "all");
    const cases: BenchmarkCase[] = [];
    const notes: string[] = [];
    const figures: Record<string, { ours: TrainReport; peer: TrainReport }[]> = {};
    try {
      const { version } = await peer.ask<{ version: string }>({ version: true });
      notes.push(`Ours: ${(await ours.ask<{ version: string }>({ version: true })).version}.`);
      notes.push(
        "Median step after a warm-up step, reading its loss included; forward, backward, clipping and AdamW.",
      );
      for (const size of trainSizes) {
        const { task, parameterCount } = await writeTask(size, folder, steps);
        const reports: { ours: TrainReport; peer: TrainReport }[] = [];
        for (let round = 0; round < rounds; round++)
          reports.push({ peer: await peer.ask(task), ours: await ours.ask(task) });
        figures[size.name] = reports;
        const tokens = size.rows * size.time;
        const rate = (who: "ours" | "peer") =>
          tokens / median(reports.flatMap((report) => report[who].seconds.slice(warmUp)));
        cases.push({
          case: `${(parameterCount / 1e6).toFixed(1)}M parameters, vocabulary ${size.config.vocabSize}, ${size.rows} x ${size.time} tokens`,
          ours: rate("ours"),
          peer: rate("peer"),
          peerName: `${version}, sdpa, fused AdamW`,
        });
        const { ours: mine, peer: theirs } = reports[0]!;
        const difference = checkLosses(mine, theirs);
        notes.push(
          `${size.name}: loss after ${steps - 1} updates ours ${mine.losses.at(-1)!.toFixed(5)}, peer ${theirs.losses.at(-1)!.toFixed(5)}; all within ${difference.toExponential(1)}.`,
        );
        await rm(task.folder, { recursive: true });
      }
    } finally {
      await ours.stop();
      await peer.stop();
      await rm(folder, { recursive: true });
    }
    return { unit: "tokens/s", better: "higher", cases, notes, figures };
  },
};

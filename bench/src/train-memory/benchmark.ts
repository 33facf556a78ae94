import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { pythonContender, typescriptContender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import { checkLosses } from "../train/check-losses.ts";
import { trainSizes, type TrainReport } from "../train/sizes.ts";
import { writeTask } from "../train/write-task.ts";

/** Enough for the optimizer's moments and one more update beside them. */
const steps = 3;

export const benchmark: Benchmark = {
  name: "train-memory",
  description: "Peak resident memory of training steps, against transformers and PyTorch with checkpointing",
  async run({ quick }) {
    const python = await pythonWith(["torch", "transformers"]);
    const folder = await mkdtemp(join(tmpdir(), "bench-train-memory-"));
    // A process each: memory once taken does not come back
    const ask = async <Answer>(who: "ours" | "peer", message: object): Promise<Answer> => {
      const contender =
        who === "ours"
          ? typescriptContender(new URL("../train/ours.ts", import.meta.url), "all")
          : pythonContender(python, new URL("../train/peer.py", import.meta.url), "all");
      try {
        return await contender.ask<Answer>(message);
      } finally {
        await contender.stop();
      }
    };
    const cases: BenchmarkCase[] = [];
    const notes: string[] = [];
    const figures: Record<string, Record<string, TrainReport>> = {};
    try {
      const { version } = await ask<{ version: string }>("peer", { version: true });
      for (const size of quick ? trainSizes.slice(0, 2) : trainSizes) {
        const { task, parameterCount } = await writeTask(size, folder, steps);
        const checkpointed = { ...task, gradientCheckpointing: true };
        const peer = await ask<TrainReport>("peer", checkpointed);
        const peerPlain = await ask<TrainReport>("peer", task);
        const ours = await ask<TrainReport>("ours", checkpointed);
        const oursPlain = await ask<TrainReport>("ours", task);
        checkLosses(ours, peer);
        checkLosses(oursPlain, peer);
        figures[size.name] = { ours, oursPlain, peer, peerPlain };
        cases.push({
          case: `${(parameterCount / 1e6).toFixed(1)}M parameters, ${size.rows} x ${size.time} tokens, both checkpointing`,
          ours: ours.peakBytes / 2 ** 20,
          peer: peer.peakBytes / 2 ** 20,
          peerName: `${version}, gradient checkpointing`,
        });
        notes.push(
          `${size.name}: without checkpointing ours ${megabytes(oursPlain.peakBytes)}, peer ${megabytes(peerPlain.peakBytes)}; before the model was read ours ${megabytes(ours.runtimeBytes)}, peer ${megabytes(peer.runtimeBytes)}.`,
        );
        await rm(task.folder, { recursive: true });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
    notes.push("Peak resident memory of the whole process (VmHWM), runtime included; nothing subtracted.");
    return { unit: "MB", better: "lower", cases, notes, figures };
  },
};

const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { llamaConfig } from "@talkplay/llm-core";
import type { LlamaConfig } from "@talkplay/llm-core";
import type { Benchmark, BenchmarkCase } from "../benchmark.ts";
import { typescriptContender } from "../contender/contender.ts";
import { newTokens } from "./step.ts";
import type { Step, StepReport } from "./step.ts";

/** The memory of a common machine, which nobody may need more of; in GiB. */
const limit = { "load, expand, answer": 16, "LoRA step": 16, "full step": 22 };

export const benchmark: Benchmark = {
  name: "llama-1b",
  description:
    "peak memory of a Llama-3.2-1B shape: load, expand, answer; LoRA and full steps at context 1,024",
  async run({ quick }) {
    const config: LlamaConfig = quick
      ? llamaConfig("llama-3.2-1b", {
          vocabSize: 16_000,
          hiddenSize: 256,
          intermediateSize: 1024,
          numLayers: 4,
        })
      : llamaConfig("llama-3.2-1b");
    const time = quick ? 256 : 1024;
    const folder = await mkdtemp(join(tmpdir(), "bench-llama-1b-"));
    const run = async (step: Step): Promise<StepReport> => {
      // A process each: memory once taken does not come back
      const contender = typescriptContender(new URL("./ours.ts", import.meta.url), "all");
      try {
        return await contender.ask<StepReport>({ step, folder, config, time });
      } finally {
        await contender.stop();
      }
    };
    try {
      await run("write");
      const cases: BenchmarkCase[] = [];
      const notes: string[] = [`${config.numLayers} layers, bfloat16 shards, ${newTokens} new tokens.`];
      const figures: Record<string, StepReport> = {};
      for (const step of ["load, expand, answer", "LoRA step", "full step"] as const) {
        const report = await run(step);
        figures[step] = report;
        cases.push({ case: step, ours: report.peakBytes / 2 ** 30, peer: limit[step], peerName: "limit" });
        const note = `${step}: loaded in ${report.loadSeconds.toFixed(1)} s, ${report.line}`;
        // The next step may need more than the machine has
        console.log(`${note}; ${(report.peakBytes / 2 ** 30).toFixed(1)} GiB at the most`);
        notes.push(note);
      }
      return { unit: "GiB", better: "lower", cases, notes, figures };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

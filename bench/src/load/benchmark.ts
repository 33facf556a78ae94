import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { llamaConfig } from "@talkplay/llm-core";
import type { Benchmark } from "../benchmark.ts";
import { pythonContender, typescriptContender } from "../contender/contender.ts";
import { pythonWith } from "../contender/python-environment.ts";
import type { LoadReport, LoadTask } from "./task.ts";

/**
 * Turns of each side after one that warms the page cache and is not counted. Who goes second finds memory that the first
 * has just given back, which a virtual machine hands out faster: they take turns at that too.
 */
const turns = 4;

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
    // A process each turn: nothing that one load leaves behind helps or hinders the next
    const ask = async <Answer>(who: "write" | "ours" | "peer", message: object): Promise<Answer> => {
      const url = {
        write: new URL("../llama-1b/ours.ts", import.meta.url),
        ours: new URL("./ours.ts", import.meta.url),
        peer: new URL("./peer.py", import.meta.url),
      }[who];
      const contender =
        who === "peer" ? pythonContender(python, url, "all") : typescriptContender(url, "all");
      try {
        return await contender.ask<Answer>(message);
      } finally {
        await contender.stop();
      }
    };
    try {
      await ask("write", { step: "write", folder, config, time: 1 });
      const { version } = await ask<{ version: string }>("peer", { version: true });
      const task: LoadTask = { folder, ids: [1, 9, 1999, 15_999, 7, 42, 777, 3] };
      const reports: Record<"ours" | "peer", LoadReport[]> = { ours: [], peer: [] };
      for (let turn = 0; turn <= turns; turn++) {
        const turnOf = {} as Record<"ours" | "peer", LoadReport>;
        for (const who of turn % 2 === 0 ? (["ours", "peer"] as const) : (["peer", "ours"] as const))
          turnOf[who] = await ask<LoadReport>(who, task);
        checkLogits(turnOf.ours.logits, turnOf.peer.logits);
        if (turn === 0) continue;
        reports.ours.push(turnOf.ours);
        reports.peer.push(turnOf.peer);
      }
      const cases = (["loadSeconds", "readySeconds"] as const).map((field) => ({
        case: field === "loadSeconds" ? "until the model is there" : "until the first logits",
        ours: fastest(reports.ours, field),
        peer: fastest(reports.peer, field),
        peerName: version,
      }));
      const gibibytes = (who: "ours" | "peer") =>
        (Math.max(...reports[who].map(({ peakBytes }) => peakBytes)) / 2 ** 30).toFixed(2);
      return {
        unit: "s",
        better: "lower",
        cases,
        notes: [
          `The fastest of ${turns} turns, each in a new process with its libraries loaded; files in the page cache; both use all cores; the same logits.`,
          `Peak resident memory: ours ${gibibytes("ours")} GiB, peer ${gibibytes("peer")} GiB.`,
        ],
        figures: { ours: figuresOf(reports.ours), peer: figuresOf(reports.peer) },
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** All but the logits. */
function figuresOf(reports: readonly LoadReport[]): Omit<LoadReport, "logits">[] {
  return reports.map(({ loadSeconds, readySeconds, peakBytes }) => ({
    loadSeconds,
    readySeconds,
    peakBytes,
  }));
}

function fastest(reports: readonly LoadReport[], field: "loadSeconds" | "readySeconds"): number {
  return Math.min(...reports.map((report) => report[field]));
}

/** @throws Error when the two loaded different weights */
function checkLogits(ours: readonly number[], peer: readonly number[]): void {
  if (ours.length !== peer.length)
    throw new Error(`${ours.length} logits of ours, ${peer.length} of the peer`);
  const difference = ours.reduce((most, logit, id) => Math.max(most, Math.abs(logit - peer[id]!)), 0);
  if (!(difference < 1e-3)) throw new Error(`The logits differ by ${difference}: not the same model.`);
}

import { packDocuments, train, useBackend } from "@talkplay/llm-core";
import type { BatchSource } from "@talkplay/llm-core";
import { loadLlama } from "@talkplay/llm-core/node";
import { chunkedCrossEntropy } from "@talkplay/losses";
import { readFile } from "node:fs/promises";
import { listen } from "../contender/listen.ts";
import { peakBytes, residentBytes } from "./process-memory.ts";
import type { TrainReport, TrainTask } from "./sizes.ts";

const { detail } = await useBackend("tensorflow");
const runtimeBytes = residentBytes();

await listen(async (message) =>
  message.version ? { version: detail } : await run(message as unknown as TrainTask),
);

async function run({ folder, batches, rows, time, gradientCheckpointing }: TrainTask): Promise<TrainReport> {
  const steps = JSON.parse(await readFile(batches, "utf8")) as number[][];
  const model = await loadLlama(folder);
  const losses: number[] = [];
  const moments: number[] = [performance.now()];
  await train({
    model,
    batches: source(steps, rows, time),
    objective: ({ embedding, labelled }) => ({ loss: chunkedCrossEntropy({ ...labelled(), embedding }) }),
    steps: steps.length,
    learningRate: 3e-4,
    schedule: () => 1,
    optimizer: { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 },
    clip: 1,
    gradientCheckpointing,
    reportEvery: 1,
    onProgress: ({ loss }) => {
      losses.push(loss);
      moments.push(performance.now());
    },
  });
  model.dispose();
  const seconds = losses.map((_, step) => (moments[step + 1]! - moments[step]!) / 1000);
  return { seconds, losses, peakBytes: peakBytes(), runtimeBytes };
}

/** One packed batch a step, in order. */
function source(steps: readonly number[][], rows: number, time: number): BatchSource {
  let step = 0;
  const position = { epoch: 0, row: 0, seed: 0, time };
  return {
    position,
    seek: () => {},
    next: () => {
      const ids = steps[step++]!;
      const documents = Array.from({ length: rows }, (_, row) => ({
        ids: ids.slice(row * (time + 1), (row + 1) * (time + 1)),
        weights: Array.from<number>({ length: time + 1 }).fill(1),
      }));
      return packDocuments({ documents, rows, time }).batches[0]!;
    },
  };
}

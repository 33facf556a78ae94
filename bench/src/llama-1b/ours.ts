import {
  addLora,
  createLlama,
  expandVocabulary,
  generate,
  newRows,
  packDocuments,
  train,
  useBackend,
} from "@talkplay/llm-core";
import type { BatchSource, Llama, LlamaConfig, Trainable } from "@talkplay/llm-core";
import { loadLlama, saveHuggingFace } from "@talkplay/llm-core/node";
import { chunkedCrossEntropy } from "@talkplay/losses";
import { listen } from "../contender/listen.ts";
import { newTokens } from "./step.ts";
import type { Step, StepReport } from "./step.ts";

interface Task {
  step: Step;
  folder: string;
  config: LlamaConfig;
  /** Context of the training step, in tokens. */
  time: number;
}

await useBackend();
await listen((message) => runTask(message as unknown as Task));

async function runTask({ step, folder, config, time }: Task): Promise<StepReport> {
  if (step === "write") {
    const model = createLlama(config, { seed: 1 });
    await saveHuggingFace(model, folder, { format: "bfloat16", maxShardBytes: 1e9 });
    return report(0, "written");
  }
  const start = performance.now();
  const loaded = await loadLlama(folder);
  const loadSeconds = secondsSince(start);
  const { model, firstId } = await expandVocabulary(loaded, newTokens, { seed: 1 });
  if (step === "load, expand, answer") {
    const answering = performance.now();
    const { ids } = await generate({ model, prompt: [1, 2, 3, firstId], maxTokens: 8 });
    return report(loadSeconds, `${ids.length} tokens answered in ${secondsSince(answering).toFixed(1)} s`);
  }
  if (step === "full step") return report(loadSeconds, await trainOneStep(model, time));
  addLora(model, { rank: 16, alpha: 32, targets: ["q_proj", "k_proj", "v_proj", "o_proj"] });
  return report(loadSeconds, await trainOneStep(model, time, newRows(firstId)));
}

/** Trains on one row of random tokens, half of them new. */
async function trainOneStep(model: Llama, time: number, trainable?: Trainable): Promise<string> {
  const { vocabSize } = model.config;
  const ids = Array.from({ length: time + 1 }, (_, place) =>
    place % 2 === 0 ? (place * 7919) % vocabSize : vocabSize - 1 - ((place * 31) % newTokens),
  );
  const { batches } = packDocuments({ documents: [{ ids, weights: ids.map(() => 1) }], rows: 1, time });
  const position = { epoch: 0, row: 0, seed: 0, time };
  const source: BatchSource = { position, seek: () => {}, next: () => batches[0]! };
  const start = performance.now();
  const { training } = await train({
    model,
    batches: source,
    objective: ({ embedding, trainedRows, labelled }) => ({
      loss: chunkedCrossEntropy({ ...labelled(), embedding, trainedRows }),
    }),
    steps: 1,
    learningRate: 1e-5,
    gradientCheckpointing: true,
    ...(trainable && { trainable }),
  });
  const seconds = secondsSince(start);
  return `${time} tokens in ${seconds.toFixed(1)} s (${(time / seconds).toFixed(1)} tokens/s), loss ${training[0]!.loss.toFixed(3)}`;
}

function report(loadSeconds: number, line: string): StepReport {
  return { loadSeconds, line, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

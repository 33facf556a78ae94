import { beamSearch, generateBatch, greedy, useBackend } from "@talkplay/llm-core";
import type { Llama, TokenConstraint } from "@talkplay/llm-core";
import { loadLlama } from "@talkplay/llm-core/node";
import * as tf from "@tensorflow/tfjs-core";
import { listen } from "../contender/listen.ts";
import type { DecodeReport, DecodeTask } from "./task.ts";

await useBackend();
let loaded: { folder: string; model: Llama } | undefined;
await listen((message) =>
  "version" in message
    ? { version: `${tf.getBackend()}, tfjs ${tf.version_core}` }
    : answer(message as unknown as DecodeTask),
);

async function answer(task: DecodeTask): Promise<DecodeReport> {
  if (loaded?.folder !== task.folder) {
    loaded?.model.dispose();
    loaded = { folder: task.folder, model: await loadLlama(task.folder) };
  }
  const { model } = loaded;
  if (task.kind === "greedy") {
    const { prompts, newTokens } = task;
    const start = performance.now();
    const generations = await generateBatch({ model, prompts, maxTokens: newTokens, sampler: greedy });
    return { seconds: (performance.now() - start) / 1000, ids: generations.map(({ ids }) => ids) };
  }
  const { prompt, beams, catalogue } = task;
  const constraint = trieConstraint(catalogue); // built once by a server, so not timed
  const start = performance.now();
  const found = await beamSearch({ model, prompt, beams, steps: catalogue[0]!.length, constraint });
  return {
    seconds: (performance.now() - start) / 1000,
    ids: found.map(({ ids }) => ids),
    scores: found.map(({ logProbability }) => logProbability),
  };
}

function trieConstraint(catalogue: readonly number[][]): TokenConstraint {
  const following = new Map<string, Set<number>>();
  for (const code of catalogue)
    for (const [place, id] of code.entries()) {
      const prefix = code.slice(0, place).join();
      following.set(prefix, (following.get(prefix) ?? new Set()).add(id));
    }
  const lists = new Map([...following].map(([prefix, ids]) => [prefix, [...ids]]));
  return { allowed: (generated) => lists.get(generated.join()) ?? [] };
}

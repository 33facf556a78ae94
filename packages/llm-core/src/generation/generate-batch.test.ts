import * as tf from "@tensorflow/tfjs-core";
import { afterAll, describe, expect, it } from "vitest";
import { randomLlama } from "./fixtures/random-llama.ts";
import { generateBatch } from "./generate-batch.ts";
import { generate } from "./generate.ts";
import { greedy } from "./sampler.ts";

const model = randomLlama({ seed: 4 });
const prompts = [[5], [3, 7, 1, 20, 11, 2], [9, 9, 2], [14, 0]];

afterAll(() => model.dispose());

describe("relation: a batch", () => {
  it("equals its prompts alone: left padding does not leak", async () => {
    const batch = await generateBatch({ model, prompts, maxTokens: 10, sampler: greedy });
    for (const [row, prompt] of prompts.entries()) {
      const alone = await generate({ model, prompt, maxTokens: 10, sampler: greedy });
      expect(batch[row]!.ids).toEqual(alone.ids);
      batch[row]!.logProbabilities.forEach((value, index) => {
        expect(value).toBeCloseTo(alone.logProbabilities[index]!, 4);
      });
    }
  });

  it("goes on without the rows that have stopped", async () => {
    const free = await generateBatch({ model, prompts, maxTokens: 10, sampler: greedy });
    const stopIds = [free[1]!.ids[1]!, free[3]!.ids[4]!];
    const batch = await generateBatch({ model, prompts, maxTokens: 10, sampler: greedy, stopIds });
    expect(new Set(batch.map(({ ids }) => ids.length)).size).toBeGreaterThan(1);
    for (const [row, prompt] of prompts.entries()) {
      const alone = await generate({ model, prompt, maxTokens: 10, sampler: greedy, stopIds });
      expect(batch[row]!.ids).toEqual(alone.ids);
      expect(batch[row]!.finishReason).toBe(alone.finishReason);
    }
  });

  it("decodes greedily on the backend as from logits that have left it", async () => {
    const options = { model, prompts, maxTokens: 10 };
    const onBackend = await generateBatch({ ...options, sampler: greedy });
    const fromLogits = await generateBatch({ ...options, sampler: (logits, step) => greedy(logits, step) });
    expect(onBackend).toEqual(
      fromLogits.map(({ logProbabilities, ...rest }) => ({
        ...rest,
        logProbabilities: logProbabilities.map((value) => expect.closeTo(value, 4)),
      })),
    );
  });

  it("draws every row from its own stream, the first from that of a single prompt", async () => {
    const same = [prompts[1]!, prompts[1]!, prompts[1]!];
    const batch = await generateBatch({ model, prompts: same, maxTokens: 12, seed: 9 });
    const alone = await generate({ model, prompt: prompts[1]!, maxTokens: 12, seed: 9 });
    expect(batch[0]!.ids).toEqual(alone.ids);
    expect(new Set(batch.map(({ ids }) => String(ids))).size).toBe(3);
  });

  it("reports tokens with their row and leaves no tensors", async () => {
    const before = tf.memory().numTensors;
    const seen: number[][] = prompts.map(() => []);
    const batch = await generateBatch({
      model,
      prompts,
      maxTokens: 5,
      onToken: ({ row, id }) => seen[row]!.push(id),
    });
    expect(seen).toEqual(batch.map(({ ids }) => ids));
    expect(tf.memory().numTensors).toBe(before);
  });

  it("of nothing is nothing", async () => {
    expect(await generateBatch({ model, prompts: [], maxTokens: 5 })).toEqual([]);
  });
});

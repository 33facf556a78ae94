import * as tf from "@tensorflow/tfjs-core";
import { afterAll, describe, expect, it } from "vitest";
import { nextLogProbabilities } from "./fixtures/next-log-probabilities.ts";
import { randomLlama } from "./fixtures/random-llama.ts";
import { InvalidPromptError } from "./invalid-prompt-error.ts";
import { scoreContinuations } from "./score-continuations.ts";

const model = randomLlama({ seed: 6 });
const prompt = [3, 7, 1, 20];
const continuations = [[4, 4, 9], [1], [23, 0, 5, 6, 7], [4, 4, 9]];

afterAll(() => model.dispose());

describe("relation: scores of continuations", () => {
  it.each([64, 2, 1])(
    "in batches of %d equal the model's own, token by token without a cache",
    async (batchSize) => {
      const scored = await scoreContinuations({ model, prompt, continuations, batchSize });
      for (const [row, ids] of continuations.entries()) {
        const expected = ids.map(
          (id, index) => nextLogProbabilities(model, [...prompt, ...ids.slice(0, index)])[id]!,
        );
        expect(scored[row]!.logProbabilities).toEqual(expected.map((value) => expect.closeTo(value, 4)));
        expect(scored[row]!.logProbability).toBeCloseTo(
          expected.reduce((sum, value) => sum + value, 0),
          3,
        );
      }
    },
  );

  it("are the same with a cache, again and again, and after a prompt of one token", async () => {
    const cache = model.createCache();
    const expected = await scoreContinuations({ model, prompt, continuations });
    for (let run = 0; run < 2; run++) {
      const scored = await scoreContinuations({ model, prompt, continuations, cache });
      scored.forEach(({ logProbability }, row) => {
        expect(logProbability).toBeCloseTo(expected[row]!.logProbability, 4);
      });
      expect(cache.length).toBe(prompt.length - 1);
    }
    const fresh = await scoreContinuations({ model, prompt: [2], continuations });
    const [scored] = await scoreContinuations({ model, prompt: [2], continuations, cache });
    expect(scored!.logProbability).toBeCloseTo(fresh[0]!.logProbability, 4);
    cache.dispose();
  });
});

describe("unit: scores of continuations", () => {
  it("of none are none", async () => {
    expect(await scoreContinuations({ model, prompt, continuations: [] })).toEqual([]);
  });

  it("name the continuation at fault", async () => {
    const failure = await scoreContinuations({ model, prompt, continuations: [[1], []] }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(InvalidPromptError);
    expect((failure as InvalidPromptError).row).toBe(1);
  });

  it("leave no tensors", async () => {
    const before = tf.memory().numTensors;
    await scoreContinuations({ model, prompt, continuations });
    await scoreContinuations({ model, prompt, continuations, signal: AbortSignal.abort() }).catch(() => {});
    expect(tf.memory().numTensors).toBe(before);
  });
});

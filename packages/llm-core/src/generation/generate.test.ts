import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { LlamaInputError } from "../model/llama-errors.ts";
import { nextLogProbabilities } from "./fixtures/next-log-probabilities.ts";
import { randomLlama } from "./fixtures/random-llama.ts";
import { generateBatch } from "./generate-batch.ts";
import { generate, streamTokens } from "./generate.ts";
import { InvalidPromptError } from "./invalid-prompt-error.ts";
import { NonFiniteLogitsError } from "./non-finite-logits-error.ts";
import { createSampler, greedy } from "./sampler.ts";
import { EmptyConstraintError, InvalidAllowedIdError } from "./token-constraint.ts";
import type { TokenConstraint } from "./token-constraint.ts";

const model = randomLlama();
const { vocabSize } = model.config;
const prompt = [3, 7, 1, 20];

afterAll(() => model.dispose());

describe("relation: cached decoding", () => {
  it("equals decoding that reads everything again for every token", async () => {
    const { ids, logProbabilities, finishReason } = await generate({
      model,
      prompt,
      maxTokens: 12,
      sampler: greedy,
    });
    expect(finishReason).toBe("length");
    const expected: number[] = [];
    for (const logProbability of logProbabilities) {
      const next = nextLogProbabilities(model, [...prompt, ...expected]);
      const id = greedy(next, { ids: [], random: Math.random });
      expect(logProbability).toBeCloseTo(next[id]!, 4);
      expected.push(id);
    }
    expect(ids).toEqual(expected);
  });

  it("continues with a cache of an earlier generation as if it had read everything", async () => {
    const cache = model.createCache();
    const first = await generate({ model, prompt, maxTokens: 4, sampler: greedy, cache });
    expect(cache.length).toBe(prompt.length + 3);
    const longer = [...prompt, ...first.ids, 5, 6];
    const expected = await generate({ model, prompt: longer, maxTokens: 5, sampler: greedy });
    expect(await generate({ model, prompt: longer, maxTokens: 5, sampler: greedy, cache })).toEqual({
      ...expected,
      logProbabilities: expected.logProbabilities.map((value) => expect.closeTo(value, 4)),
    });
    // A shorter prompt: the cache forgets what it lacks.
    const again = await generate({ model, prompt, maxTokens: 4, sampler: greedy, cache });
    expect(again.ids).toEqual(first.ids);
    cache.dispose();
  });
});

describe("relation: seeds", () => {
  it("reproduce a sampled generation", async () => {
    const runs = [5, 5, 6, 7].map((seed) => generate({ model, prompt, maxTokens: 16, seed }));
    const [first, second, ...others] = (await Promise.all(runs)).map(({ ids }) => String(ids));
    expect(first).toBe(second);
    expect(new Set([first, ...others]).size).toBe(3);
  });

  it("give unrelated first tokens when they are neighbours", async () => {
    const first = new Set<number>();
    for (let seed = 0; seed < 40; seed++) {
      const { ids } = await generate({
        model,
        prompt,
        maxTokens: 1,
        seed,
        sampler: createSampler({ temperature: 50, topP: 1 }),
      });
      first.add(ids[0]!);
    }
    expect(first.size).toBeGreaterThan(10);
  });
});

describe("unit: the end of a generation", () => {
  it("is the first stop id, which is part of the result", async () => {
    const { ids } = await generate({ model, prompt, maxTokens: 8, sampler: greedy });
    const stopId = ids[2]!;
    const stopped = await generate({ model, prompt, maxTokens: 8, sampler: greedy, stopIds: [stopId] });
    expect(stopped.ids).toEqual(ids.slice(0, ids.indexOf(stopId) + 1));
    expect(stopped.finishReason).toBe("stop");
  });

  it("comes at once for no tokens", async () => {
    const expected = { ids: [], logProbabilities: [], finishReason: "length" };
    expect(await generate({ model, prompt, maxTokens: 0 })).toEqual(expected);
  });
});

describe("unit: a constraint", () => {
  const catalogue: TokenConstraint = {
    allowed: (generated) => (generated.length === 0 ? [4, 9] : generated.length === 1 ? [11] : "free"),
  };

  it("holds for its phase, then lets the generation free", async () => {
    const { ids } = await generate({ model, prompt, maxTokens: 3, sampler: greedy, constraint: catalogue });
    const start = nextLogProbabilities(model, prompt);
    const first = start[4]! >= start[9]! ? 4 : 9;
    const free = nextLogProbabilities(model, [...prompt, first, 11]);
    expect(ids).toEqual([first, 11, greedy(free, { ids: [], random: Math.random })]);
  });

  it("changes log-probabilities only when they are to be normalised over what it allows", async () => {
    const options = { model, prompt, maxTokens: 2, sampler: greedy, constraint: catalogue };
    const { ids, logProbabilities } = await generate(options);
    const start = nextLogProbabilities(model, prompt);
    expect(logProbabilities[0]).toBeCloseTo(start[ids[0]!]!, 4);
    const allowed = await generate({ ...options, normalizeOver: "allowed" });
    const both = Math.log(Math.exp(start[4]!) + Math.exp(start[9]!));
    expect(allowed.logProbabilities[0]).toBeCloseTo(start[ids[0]!]! - both, 4);
    expect(allowed.logProbabilities[1]).toBeCloseTo(0, 6);
  });

  it("that allows nothing is an error that names what was generated", async () => {
    const constraint: TokenConstraint = { allowed: (generated) => (generated.length < 2 ? [8] : []) };
    const failure = await generate({ model, prompt, maxTokens: 5, constraint }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(EmptyConstraintError);
    expect((failure as EmptyConstraintError).generated).toEqual([8, 8]);
  });

  it("that allows an id outside the vocabulary is an error", async () => {
    const constraint: TokenConstraint = { allowed: () => [3, vocabSize] };
    await expect(generate({ model, prompt, maxTokens: 1, constraint })).rejects.toThrow(
      InvalidAllowedIdError,
    );
  });

  it("binds a sampler of the caller's too", async () => {
    const options = { model, prompt, maxTokens: 1, constraint: { allowed: () => [3] }, sampler: () => 4 };
    await expect(generate(options)).rejects.toThrow(RangeError);
  });
});

describe("relation: constrained decoding, property", () => {
  it("never leaves the allowed sets in 10,000 tries, whatever the model, prompt, sampler and seed", async () => {
    let tries = 0;
    const models = [1, 2, 3].map((seed) => randomLlama({ seed, numLayers: 1 }));
    const idSet = fc.uniqueArray(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...models),
        fc.array(idSet, { minLength: 1, maxLength: 4 }),
        fc.array(fc.array(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 4 }), {
          minLength: 10,
          maxLength: 10,
        }),
        fc.record({
          temperature: fc.double({ min: 0.01, max: 100, noNaN: true }),
          topP: fc.double({ min: 0, max: 1, noNaN: true }),
          topK: fc.integer({ min: 1, max: 30 }),
          repetitionPenalty: fc.double({ min: 0.1, max: 10, noNaN: true }),
        }),
        fc.nat(),
        async (drawn, sets, prompts, options, seed) => {
          const generations = await generateBatch({
            model: drawn,
            prompts,
            maxTokens: sets.length,
            sampler: createSampler(options),
            seed,
            // What is allowed depends on what was generated, as in a trie.
            constraint: {
              allowed: (generated) => sets[(generated.length + (generated.at(-1) ?? 0)) % sets.length]!,
            },
          });
          for (const { ids } of generations) {
            expect(ids).toHaveLength(sets.length);
            for (const [index, id] of ids.entries()) {
              const set = sets[(index + (index === 0 ? 0 : ids[index - 1]!)) % sets.length]!;
              if (!set.includes(id)) expect.fail(`${id} after ${ids.slice(0, index)} is not one of ${set}`);
            }
            tries++;
          }
        },
      ),
      { numRuns: 1000, seed: 1 },
    );
    expect(tries).toBe(10_000);
    for (const drawn of models) drawn.dispose();
  });
});

describe("unit: streaming", () => {
  it("yields what the whole generation and the callback hold", async () => {
    const seen: number[] = [];
    const options = { model, prompt, maxTokens: 6, seed: 3 };
    const whole = await generate({ ...options, onToken: ({ id }) => seen.push(id) });
    const streamed: number[] = [];
    for await (const { id, index, logProbability } of streamTokens(options)) {
      expect(index).toBe(streamed.length);
      expect(logProbability).toBe(whole.logProbabilities[index]);
      streamed.push(id);
    }
    expect(streamed).toEqual(whole.ids);
    expect(seen).toEqual(whole.ids);
  });

  it("lets timers run between tokens, so that a signal can stop it", async () => {
    const controller = new AbortController();
    let tokens = 0;
    setImmediate(() => controller.abort(new Error("enough")));
    const run = generate({
      model,
      prompt,
      maxTokens: 50,
      signal: controller.signal,
      onToken: () => tokens++,
    });
    await expect(run).rejects.toThrow("enough");
    expect(tokens).toBeLessThan(5);
  });
});

describe("unit: memory", () => {
  it("holds no tensors after success, failure, abort or a loop left early", async () => {
    const before = tf.memory().numTensors;
    await generate({ model, prompt, maxTokens: 4 });
    await generate({ model, prompt, maxTokens: 4, constraint: { allowed: () => [] } }).catch(() => {});
    await generate({ model, prompt, maxTokens: 4, signal: AbortSignal.abort() }).catch(() => {});
    for await (const _ of streamTokens({ model, prompt, maxTokens: 4 })) break;
    await expect(generate({ model, prompt, maxTokens: 4, onToken: failOnToken })).rejects.toThrow(
      "the listener failed",
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("unit: bad input", () => {
  it.each([
    ["an empty prompt", [], 1],
    ["an id outside the vocabulary", [1, vocabSize], 1],
    ["an id that is no integer", [0.5], 1],
    ["more than the model's context", [1, 2], 64],
  ])("%s is refused", async (_, ids, maxTokens) => {
    await expect(generate({ model, prompt: ids, maxTokens })).rejects.toThrow(InvalidPromptError);
  });

  it("a context that is just full is fine", async () => {
    const { ids } = await generate({ model, prompt: [1, 2], maxTokens: 63, sampler: greedy });
    expect(ids).toHaveLength(63);
  });

  it("a cache of a batch is refused", async () => {
    const cache = model.createCache({ padding: Int32Array.of(0) });
    await expect(generate({ model, prompt, maxTokens: 1, cache })).rejects.toThrow(LlamaInputError);
  });

  it("a number of tokens that is no count is refused", async () => {
    await expect(generate({ model, prompt, maxTokens: -1 })).rejects.toThrow(RangeError);
  });

  it("broken weights are named as such", async () => {
    const broken = randomLlama();
    broken.weights.get("model.norm.weight")!.assign(tf.tensor1d(new Float32Array(12).fill(NaN)));
    await expect(generate({ model: broken, prompt, maxTokens: 1, sampler: greedy })).rejects.toThrow(
      NonFiniteLogitsError,
    );
    broken.dispose();
  });
});

function failOnToken(): never {
  throw new Error("the listener failed");
}

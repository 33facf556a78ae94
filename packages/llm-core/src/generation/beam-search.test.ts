import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { beamSearch } from "./beam-search.ts";
import type { Beam } from "./beam-search.ts";
import { nextLogProbabilities } from "./fixtures/next-log-probabilities.ts";
import { randomLlama } from "./fixtures/random-llama.ts";
import { generate } from "./generate.ts";
import { InvalidPromptError } from "./invalid-prompt-error.ts";
import { greedy } from "./sampler.ts";
import { scoreContinuations } from "./score-continuations.ts";
import { EmptyConstraintError } from "./token-constraint.ts";
import type { TokenConstraint } from "./token-constraint.ts";

const model = randomLlama({ vocabSize: 5, seed: 11 });
const prompt = [3, 1, 4];

afterAll(() => model.dispose());

describe("relation: beam search", () => {
  it("with enough beams equals an exhaustive search", async () => {
    const expected = exhaustive(3, (ids) => nextLogProbabilities(model, [...prompt, ...ids]));
    expect(await beamSearch({ model, prompt, beams: 125, steps: 3 })).toEqual(closeTo(expected));
    expect(expected).toHaveLength(125);
  });

  it("with few beams equals the same search written plainly, without a cache", async () => {
    for (const beams of [1, 2, 4, 7]) {
      let expected: Beam[] = [{ ids: [], logProbability: 0 }];
      for (let step = 0; step < 4; step++) {
        expected = rank(
          expected.flatMap(({ ids, logProbability }) =>
            Array.from(nextLogProbabilities(model, [...prompt, ...ids]), (value, id) => ({
              ids: [...ids, id],
              logProbability: logProbability + value,
            })),
          ),
        ).slice(0, beams);
      }
      expect(await beamSearch({ model, prompt, beams, steps: 4 })).toEqual(closeTo(expected));
    }
  });

  it("over many steps, so that dead hypotheses are forgotten, equals teacher forcing and keeps the prompt once", async () => {
    const cache = model.createCache();
    const beams = await beamSearch({ model, prompt, beams: 3, steps: 40, cache });
    const continuations = beams.map(({ ids }) => ids);
    const scored = await scoreContinuations({ model, prompt, continuations });
    expect(beams.map(({ logProbability }) => logProbability)).toEqual(
      scored.map(({ logProbability }) => expect.closeTo(logProbability, 3)),
    );
    expect([cache.length, cache.batch]).toEqual([prompt.length, 1]);
    cache.dispose();
  });

  it("may fill the context to its last position", async () => {
    const { maxPositions } = model.config;
    const steps = 6;
    const long = Array.from({ length: maxPositions + 1 - steps }, (_, place) => place % 5);
    const beams = await beamSearch({ model, prompt: long, beams: 4, steps });
    const continuations = beams.map(({ ids }) => ids);
    const scored = await scoreContinuations({ model, prompt: long, continuations });
    expect(beams.map(({ logProbability }) => logProbability)).toEqual(
      scored.map(({ logProbability }) => expect.closeTo(logProbability, 3)),
    );
  });

  it("with one beam is greedy decoding", async () => {
    const { ids } = await generate({ model, prompt, maxTokens: 6, sampler: greedy });
    const [beam] = await beamSearch({ model, prompt, beams: 1, steps: 6 });
    expect(beam!.ids).toEqual(ids);
  });

  it("gives teacher-forced log-likelihoods", async () => {
    const beams = await beamSearch({ model, prompt, beams: 6, steps: 5 });
    const scored = await scoreContinuations({ model, prompt, continuations: beams.map(({ ids }) => ids) });
    beams.forEach(({ logProbability }, row) => {
      expect(scored[row]!.logProbability).toBeCloseTo(logProbability, 4);
    });
  });

  it("equals itself with a cache, which then holds the prompt", async () => {
    const expected = await beamSearch({ model, prompt, beams: 4, steps: 3 });
    const cache = model.createCache();
    await generate({ model, prompt: prompt.slice(0, 2), maxTokens: 3, cache });
    for (let run = 0; run < 2; run++) {
      cache.truncate(2);
      expect(await beamSearch({ model, prompt, beams: 4, steps: 3, cache })).toEqual(closeTo(expected));
      expect([cache.length, cache.batch]).toEqual([prompt.length, 1]);
    }
    expect(await beamSearch({ model, prompt, beams: 4, steps: 3, cache })).toEqual(closeTo(expected));
    cache.dispose();
  });
});

describe("relation: constrained beam search", () => {
  const catalogue = [
    [0, 4, 2],
    [0, 4, 3],
    [0, 1, 2],
    [2, 2, 2],
    [2, 3, 0],
  ];

  it("ranks exactly the sequences that the constraint allows, by the model's own likelihood", async () => {
    const expected = exhaustive(3, (ids) => nextLogProbabilities(model, [...prompt, ...ids])).filter(
      ({ ids }) => catalogue.some((code) => String(code) === String(ids)),
    );
    const constraint = trie(catalogue);
    expect(await beamSearch({ model, prompt, beams: 5, steps: 3, constraint })).toEqual(closeTo(expected));
    expect(await beamSearch({ model, prompt, beams: 20, steps: 3, constraint })).toEqual(closeTo(expected));
  });

  it("normalised over what is allowed gives probabilities that sum to one", async () => {
    const constraint = trie(catalogue);
    const beams = await beamSearch({
      model,
      prompt,
      beams: 5,
      steps: 3,
      constraint,
      normalizeOver: "allowed",
    });
    const total = beams.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0);
    expect(total).toBeCloseTo(1, 5);
    const { ids, logProbabilities } = await generate({
      model,
      prompt,
      maxTokens: 3,
      constraint,
      normalizeOver: "allowed",
    });
    const same = beams.find((beam) => String(beam.ids) === String(ids))!;
    expect(same.logProbability).toBeCloseTo(
      logProbabilities.reduce((sum, value) => sum + value, 0),
      4,
    );
  });

  it("never leaves the constraint: property", async () => {
    const larger = randomLlama({ vocabSize: 24, seed: 3 });
    const code = fc.array(fc.nat(23), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(code, { minLength: 1, maxLength: 12, selector: String }),
        fc.integer({ min: 1, max: 15 }),
        fc.constantFrom("vocabulary" as const, "allowed" as const),
        async (codes, beams, normalizeOver) => {
          const constraint = trie(codes);
          const found = await beamSearch({
            model: larger,
            prompt,
            beams,
            steps: 3,
            constraint,
            normalizeOver,
          });
          const allowed = new Set(codes.map(String));
          const distinct = new Set(found.map(({ ids }) => String(ids)));
          expect(distinct.size).toBe(found.length);
          expect([...distinct].every((ids) => allowed.has(ids))).toBe(true);
          if (beams >= codes.length) expect(distinct).toEqual(allowed);
        },
      ),
      { numRuns: 100, seed: 2 },
    );
    larger.dispose();
  });

  it("drops dead ends and fails when nothing else is left", async () => {
    const shorter = trie([[0], [2, 2, 2]]);
    const beams = await beamSearch({ model, prompt, beams: 4, steps: 3, constraint: shorter });
    expect(beams.map(({ ids }) => ids)).toEqual([[2, 2, 2]]);
    const tooLong = beamSearch({ model, prompt, beams: 4, steps: 4, constraint: shorter });
    await expect(tooLong).rejects.toThrow(EmptyConstraintError);
  });
});

describe("unit: beam search", () => {
  it("refuses counts below one and bad prompts", async () => {
    await expect(beamSearch({ model, prompt, beams: 0, steps: 1 })).rejects.toThrow(RangeError);
    await expect(beamSearch({ model, prompt, beams: 1, steps: 0 })).rejects.toThrow(RangeError);
    await expect(beamSearch({ model, prompt: [], beams: 1, steps: 1 })).rejects.toThrow(InvalidPromptError);
  });

  it("leaves no tensors after success, failure or abort", async () => {
    const before = tf.memory().numTensors;
    await beamSearch({ model, prompt, beams: 3, steps: 3 });
    const constraint: TokenConstraint = { allowed: (generated) => (generated.length === 2 ? [] : [1]) };
    await beamSearch({ model, prompt, beams: 3, steps: 3, constraint }).catch(() => {});
    await beamSearch({ model, prompt, beams: 3, steps: 3, signal: AbortSignal.abort() }).catch(() => {});
    expect(tf.memory().numTensors).toBe(before);
  });
});

/** Every sequence of `steps` tokens with its joint log-probability, best first. */
function exhaustive(steps: number, next: (ids: readonly number[]) => Float32Array): Beam[] {
  let sequences: Beam[] = [{ ids: [], logProbability: 0 }];
  for (let step = 0; step < steps; step++) {
    sequences = sequences.flatMap(({ ids, logProbability }) =>
      Array.from(next(ids), (value, id) => ({ ids: [...ids, id], logProbability: logProbability + value })),
    );
  }
  return rank(sequences);
}

function rank(beams: Beam[]): Beam[] {
  return beams.toSorted((left, right) => right.logProbability - left.logProbability);
}

function closeTo(beams: Beam[]): unknown[] {
  return beams.map(({ ids, logProbability }) => ({ ids, logProbability: expect.closeTo(logProbability, 4) }));
}

function trie(codes: number[][]): TokenConstraint {
  return {
    allowed(generated) {
      const following = codes.filter((code) => generated.every((id, index) => code[index] === id));
      return [...new Set(following.map((code) => code[generated.length]).filter((id) => id !== undefined))];
    },
  };
}

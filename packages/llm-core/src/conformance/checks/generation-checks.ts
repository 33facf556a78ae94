import * as tf from "@tensorflow/tfjs-core";
import { beamSearch } from "../../generation/beam-search.ts";
import { generateBatch } from "../../generation/generate-batch.ts";
import { generate } from "../../generation/generate.ts";
import { createSampler, greedy } from "../../generation/sampler.ts";
import { scoreContinuations } from "../../generation/score-continuations.ts";
import { EmptyConstraintError } from "../../generation/token-constraint.ts";
import { llamaConfig } from "../../model/config.ts";
import { createLlama } from "../../model/create-llama.ts";
import type { Llama } from "../../model/llama.ts";
import { ConformanceError, expectClose, type ConformanceCheck } from "../conformance-check.ts";
import { valuesOf } from "./values-of.ts";

const vocabSize = 5;
const prompt = [3, 1, 4];

/** Decoding with a cache beside reading everything again. */
export const generationChecks: readonly ConformanceCheck[] = [
  onModel("relation: cached decoding equals uncached", async (model) => {
    const { ids, logProbabilities } = await generate({ model, prompt, maxTokens: 6, sampler: greedy });
    for (const [n, id] of ids.entries()) {
      const next = await nextLogProbabilities(model, [...prompt, ...ids.slice(0, n)]);
      expectClose(`token ${n}`, [logProbabilities[n]!], [next[id]!], 1e-4);
      expectClose(`the best of step ${n}`, [Math.max(...next)], [next[id]!], 1e-4);
    }
    expectClose("tokens", [ids.length], [6], 0);
  }),
  onModel("relation: prompts of unlike lengths in a batch equal each alone", async (model) => {
    const prompts = [[2], prompt, [0, 1, 2, 3, 4, 4]];
    const batch = await generateBatch({ model, prompts, maxTokens: 4, sampler: greedy });
    for (const [row, one] of prompts.entries()) {
      const alone = await generate({ model, prompt: one, maxTokens: 4, sampler: greedy });
      expectClose(`ids of row ${row}`, batch[row]!.ids, alone.ids, 0);
      expectClose(`row ${row}`, batch[row]!.logProbabilities, alone.logProbabilities, 1e-4);
    }
  }),
  onModel("relation: beam search with enough beams is exhaustive", async (model) => {
    const beams = await beamSearch({ model, prompt, beams: vocabSize ** 2, steps: 2 });
    const first = await nextLogProbabilities(model, prompt);
    const expected: number[] = [];
    for (let id = 0; id < vocabSize; id++) {
      const second = await nextLogProbabilities(model, [...prompt, id]);
      expected.push(...Array.from(second, (value) => first[id]! + value));
    }
    const sorted = expected.toSorted((a, b) => b - a);
    expectClose("log-probabilities", jointly(beams), sorted, 1e-4);
  }),
  onModel("relation: scores of continuations are those of beam search, with a cache too", async (model) => {
    const cache = model.createCache();
    const beams = await beamSearch({ model, prompt, beams: 4, steps: 3, cache });
    const continuations = beams.map(({ ids }) => ids);
    const scored = await scoreContinuations({ model, prompt, continuations, cache });
    cache.dispose();
    expectClose("log-likelihoods", jointly(scored), jointly(beams), 1e-4);
  }),
  onModel("relation: sampling by seed repeats itself, and stays inside a constraint", async (model) => {
    const sampler = createSampler({ temperature: 1.5, topK: 3, topP: 0.95 });
    const options = { model, prompt, maxTokens: 8, sampler, constraint: { allowed: () => [1, 3] } };
    const first = await generate({ ...options, seed: 4 });
    const second = await generate({ ...options, seed: 4 });
    expectClose("ids", second.ids, first.ids, 0);
    const outside = first.ids.filter((id) => id !== 1 && id !== 3);
    if (outside.length > 0)
      throw new ConformanceError(`Sampled ${outside.join(", ")}, which is not allowed.`);
  }),
  onModel("unit: a constraint that allows nothing is an error", async (model) => {
    const constraint = { allowed: () => [] };
    const failure = await beamSearch({ model, prompt, beams: 2, steps: 2, constraint }).catch(
      (error: unknown) => error,
    );
    if (!(failure instanceof EmptyConstraintError))
      throw new ConformanceError(`Expected EmptyConstraintError, got ${String(failure)}.`);
  }),
];

function jointly(of: readonly { logProbability: number }[]): number[] {
  return of.map(({ logProbability }) => logProbability);
}

function onModel(name: string, check: (model: Llama) => Promise<void>): ConformanceCheck {
  return {
    name,
    run: async () => {
      const config = llamaConfig("tiny", {
        vocabSize,
        hiddenSize: 12,
        intermediateSize: 16,
        numLayers: 2,
        numHeads: 4,
        numKeyValueHeads: 2,
        headDim: 4,
        maxPositions: 64,
        initializerRange: 0.6,
      });
      const model = createLlama(config, { seed: 11 });
      try {
        await check(model);
      } finally {
        model.dispose();
      }
    },
  };
}

async function nextLogProbabilities(model: Llama, ids: readonly number[]): Promise<Float32Array> {
  const [values] = await valuesOf(() => {
    const hidden = model.forward(tf.tensor2d([...ids], [1, ids.length], "int32"));
    const last = tf.reshape(tf.slice(hidden, [0, ids.length - 1, 0]), [1, -1]) as tf.Tensor2D;
    return [tf.logSoftmax(model.logits(last))];
  });
  return values as Float32Array;
}

import "@tensorflow/tfjs-backend-cpu";
import { createLlama, llamaConfig, scoreContinuations } from "@talkplay/llm-core";
import { createCodeIndex, createTrie } from "@talkplay/matcher";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { createMusicVocabulary } from "../music-tokens/music-vocabulary.ts";
import { combineWithSimilarity, likelihoodScores } from "./likelihood-ranker.ts";
import { sampleAndLookUp } from "./paper-ranker.ts";

const model = createLlama(
  llamaConfig("tiny", {
    vocabSize: 10,
    hiddenSize: 16,
    intermediateSize: 24,
    numLayers: 1,
    numHeads: 2,
    numKeyValueHeads: 1,
    headDim: 8,
    maxPositions: 32,
    initializerRange: 0.1,
  }),
  { seed: 7 },
);
const tokens = [
  "<start_of_music>",
  "<end_of_music>",
  ...["a", "b"].flatMap((name) => [0, 1, 2].map((i) => `<|${name}-${i}|>`)),
];
const vocabulary = createMusicVocabulary({
  tokens,
  modalities: ["a", "b"],
  clusters: [3, 3],
  idOf: (token) => 2 + tokens.indexOf(token),
});
const codes = Uint16Array.of(0, 1, 2, 2, 0, 1, 1, 0, 2, 0);
const index = createCodeIndex({ codes, modalities: ["a", "b"] });
const prompt = [1, 5, 0, vocabulary.startOfMusic];

describe("relation: likelihoodScores", () => {
  it("equals the teacher-forced likelihood of every track's tokens", async () => {
    const scores = await likelihoodScores({
      model,
      vocabulary,
      catalogue: createTrie(index),
      size: 5,
      prompt,
      beams: 9,
    });
    const continuations = Array.from({ length: 5 }, (_, row) => vocabulary.tokenIds(index.code(row)));
    const scored = await scoreContinuations({ model, prompt, continuations });
    scored.forEach(({ logProbability }, row) => expect(scores[row]).toBeCloseTo(logProbability, 4));
    expect(scores[0]).toBe(scores[2]);
  });

  it("leaves no tensor behind", async () => {
    const before = tf.memory().numTensors;
    await likelihoodScores({ model, vocabulary, catalogue: createTrie(index), size: 5, prompt, beams: 2 });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("unit: combineWithSimilarity", () => {
  it("adds the weighted similarity, and puts rows that no beam reached below", () => {
    const likelihood = Float32Array.of(-2, -Infinity, -4);
    const combined = combineWithSimilarity({ likelihood, similarity: [0, 0.5, 0.25], weight: 4 });
    expect([...combined]).toEqual([-2, -3, -3]);
  });
});

describe("unit: sampleAndLookUp", () => {
  it("ranks what the reverse lookup finds for the sampled code", async () => {
    const found = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const { code, scores } = await sampleAndLookUp({ model, vocabulary, index, size: 5, prompt, seed });
      found.add(String(code));
      if (code === undefined) expect([...scores].every((score) => score === -Infinity)).toBe(true);
      else {
        const best = scores.indexOf(scores.reduce((most, score) => Math.max(most, score), -Infinity));
        expect(best).toBe(index.lookup(code, { limit: 1 })[0]?.row ?? 0);
      }
    }
    expect(found.size).toBeGreaterThan(2);
  });
});

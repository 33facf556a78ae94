import { describe, expect, it } from "vitest";
import { beamSearch } from "./beam-search.ts";
import { hasStories260K, readStories260K, readStoriesTokens } from "./fixtures/stories260k.ts";
import { generateBatch } from "./generate-batch.ts";
import { generate } from "./generate.ts";
import { greedy } from "./sampler.ts";
import { scoreContinuations } from "./score-continuations.ts";

const bos = 1;

/** What karpathy/llama2.c's test_all.py expects of 200 greedy steps. */
const story =
  "Once upon a time, there was a little girl named Lily. She loved to play outside in the park. One day, she saw a big, red ball. She wanted to play with it, but it was too high.\n" +
  "Lily's mom said, \"Lily, let's go to the park.\" Lily was sad and didn't know what to do. She said, \"I want to play with your ball, but I can't find it.\"\n" +
  "Lily was sad and didn't know what to do. She said, \"I'm sorry, Lily. I didn't know what to do.\"\n" +
  "Lily didn't want to help her mom, so she";

describe.skipIf(!hasStories260K)("a trained model: stories260K", () => {
  it("parity: cached greedy decoding tells the story that llama2.c tells", async () => {
    const model = readStories260K();
    const tokens = readStoriesTokens();
    const { ids } = await generate({ model, prompt: [bos], maxTokens: 200, sampler: greedy });
    expect(ids.slice(0, 12)).toEqual([403, 407, 261, 378, 432, 383, 286, 261, 376, 298, 315, 421]);
    expect(
      ids
        .map((id) => tokens[id])
        .join("")
        .trimStart(),
    ).toBe(story);
    model.dispose();
  });

  it("relation: its beams are no less likely than greedy decoding and score as when read again", async () => {
    const model = readStories260K();
    const prompt = [bos, 403, 407, 261];
    const continuation = await generate({ model, prompt, maxTokens: 8, sampler: greedy });
    const beams = await beamSearch({ model, prompt, beams: 8, steps: 8 });
    const continuations = [continuation.ids, ...beams.map(({ ids }) => ids)];
    const [likelihood, ...scored] = await scoreContinuations({ model, prompt, continuations });
    expect(beams[0]!.logProbability).toBeGreaterThanOrEqual(likelihood!.logProbability - 1e-3);
    beams.forEach(({ logProbability }, row) => {
      expect(scored[row]!.logProbability).toBeCloseTo(logProbability, 3);
    });
    model.dispose();
  });

  it("relation: a left-padded batch tells the same stories as its prompts alone", async () => {
    const model = readStories260K();
    const prompts = [[bos], [bos, 403, 407, 261, 378, 432], [bos, 403, 407]];
    const batch = await generateBatch({ model, prompts, maxTokens: 40, sampler: greedy });
    for (const [row, prompt] of prompts.entries()) {
      const alone = await generate({ model, prompt, maxTokens: 40, sampler: greedy });
      expect(batch[row]!.ids).toEqual(alone.ids);
    }
    model.dispose();
  });
});

import { createSampler, generate } from "@talkplay/llm-core";
import type { Llama } from "@talkplay/llm-core";
import type { MusicVocabulary } from "../music-tokens/music-vocabulary.ts";

/** Reverse lookup of `@talkplay/matcher`. */
export interface ReverseLookup {
  lookup(code: ArrayLike<number>, options: { limit: number }): readonly { row: number }[];
}

/**
 * The paper's way (§4.4): sample one track's tokens, free of any constraint (temperature 1.0, top-p 0.9, repetition
 * penalty 1.0), then look the code up: exact matches first, then the best partial ones.
 *
 * @returns the generated code (undefined when the tokens spell none) and one score a catalogue row; rows beyond the
 *   first `limit` of the lookup have -Infinity
 */
export async function sampleAndLookUp({
  model,
  vocabulary,
  index,
  size,
  prompt,
  seed,
  limit = 1000,
  signal,
}: {
  model: Llama;
  vocabulary: MusicVocabulary;
  index: ReverseLookup;
  size: number;
  prompt: ArrayLike<number>;
  seed: number;
  limit?: number;
  signal?: AbortSignal;
}): Promise<{ code: number[] | undefined; scores: Float32Array }> {
  const { ids } = await generate({
    model,
    prompt,
    maxTokens: vocabulary.modalities.length,
    sampler: createSampler({ temperature: 1, topP: 0.9, repetitionPenalty: 1 }),
    seed,
    ...(signal && { signal }),
  });
  const code = vocabulary.code(ids);
  const scores = new Float32Array(size).fill(-Infinity);
  if (code !== undefined) {
    index.lookup(code, { limit }).forEach(({ row }, place) => {
      scores[row] = -place;
    });
  }
  return { code, scores };
}

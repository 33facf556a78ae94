import { beamSearch } from "@talkplay/llm-core";
import type { Llama } from "@talkplay/llm-core";
import { catalogueConstraint } from "../constraint/catalogue-constraint.ts";
import type { CodePrefixes } from "../constraint/catalogue-constraint.ts";
import type { MusicVocabulary } from "../music-tokens/music-vocabulary.ts";

/** A catalogue by its codes, as `@talkplay/matcher`'s trie gives it. */
export interface CodeCatalogue extends CodePrefixes {
  /** Rows of the tracks that have exactly this code. */
  rows(code: readonly number[]): ArrayLike<number>;
}

export interface LikelihoodScoresOptions {
  model: Llama;
  vocabulary: MusicVocabulary;
  catalogue: CodeCatalogue;
  /** Tracks in the catalogue. */
  size: number;
  /** Ids up to and including start of music. */
  prompt: ArrayLike<number>;
  /** Codes kept while searching; more reach further down the ranking. @default 64 */
  beams?: number;
  signal?: AbortSignal;
}

/**
 * The joint log-likelihood of every track that a beam search over the catalogue's trie reaches: log p(code | dialogue),
 * over the model's whole vocabulary. Tracks that share a code share its likelihood.
 *
 * @returns one score a catalogue row; a row that no beam reached has -Infinity
 */
export async function likelihoodScores(options: LikelihoodScoresOptions): Promise<Float32Array> {
  const { model, vocabulary, catalogue, size, prompt, beams = 64, signal } = options;
  const found = await beamSearch({
    model,
    prompt,
    beams,
    steps: vocabulary.modalities.length,
    constraint: catalogueConstraint({ prefixes: catalogue, vocabulary }),
    ...(signal && { signal }),
  });
  const scores = new Float32Array(size).fill(-Infinity);
  for (const { ids, logProbability } of found) {
    const code = vocabulary.code(ids);
    if (code === undefined) throw new Error(`the search left the catalogue: ${ids.join(", ")}`);
    for (const row of Array.from(catalogue.rows(code))) scores[row] = logProbability;
  }
  return scores;
}

/**
 * Orders the whole catalogue by likelihood and similarity together: `log p + weight · cosine`. Rows that no beam
 * reached count with the least likelihood reached, less one nat, so that only a closer text brings them forward.
 *
 * @param options.weight nats that a cosine of 1 is worth; a tiny one only orders the tracks inside a code
 * @returns one score a row
 */
export function combineWithSimilarity({
  likelihood,
  similarity,
  weight,
}: {
  likelihood: Float32Array;
  similarity: ArrayLike<number>;
  weight: number;
}): Float32Array {
  const reached = likelihood.filter((score) => score > -Infinity);
  const floor = (reached.length > 0 ? reached.reduce((least, score) => Math.min(least, score)) : 0) - 1;
  return likelihood.map((score, row) => Math.max(score, floor) + weight * (similarity[row] as number));
}

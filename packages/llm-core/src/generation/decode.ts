import type * as tf from "@tensorflow/tfjs-core";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";
import type { KeyValueCache } from "../model/key-value-cache.ts";
import type { Llama } from "../model/llama.ts";
import { greedyTokens } from "./greedy-tokens.ts";
import type { PickedToken } from "./greedy-tokens.ts";
import { checkPrompt } from "./invalid-prompt-error.ts";
import { logSumExp } from "./log-sum-exp.ts";
import { nextMacrotask } from "./next-macrotask.ts";
import { NonFiniteLogitsError } from "./non-finite-logits-error.ts";
import { openPromptCache, readPrompt, readTokens } from "./read-tokens.ts";
import { createSampler, greedy } from "./sampler.ts";
import type { Sampler } from "./sampler.ts";
import { allowedAfter, EmptyConstraintError, maskToAllowed } from "./token-constraint.ts";
import type { TokenConstraint } from "./token-constraint.ts";

/** What `generate` and `generateBatch` take alike. */
export interface DecodingOptions {
  model: Llama;
  /** The most tokens to generate for a prompt. */
  maxTokens: number;
  /**
   * Ids that end the generation; the one generated is the last of the result's ids.
   * @default []
   */
  stopIds?: readonly number[];
  /**
   * Picks the next token: `greedy`, `createSampler({ … })` or a function of your own.
   * @default createSampler(): temperature 1.0, top-p 0.9, repetition penalty 1.0 (the paper's §4.4)
   */
  sampler?: Sampler;
  /**
   * The same seed gives the same tokens on the same backend.
   * @default 0
   */
  seed?: number;
  /** Restricts the next token, before the sampler sees the logits. Unset allows everything. */
  constraint?: TokenConstraint;
  /**
   * What the reported log-probabilities are normalised over: the model's whole vocabulary, or the ids that the
   * constraint allows. The joint likelihood that ranks tracks is the former; the paper does not state this.
   * Temperature and filters never enter them.
   * @default "vocabulary"
   */
  normalizeOver?: "vocabulary" | "allowed";
  /** Checked before every token; an abort rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** A token as soon as it is generated. */
export interface GeneratedToken {
  /** Which prompt it continues, from 0. */
  row: number;
  /** Its place among the ids generated for that prompt, from 0. */
  index: number;
  /** Id of the token. */
  id: number;
  /** Natural logarithm of the model's probability, see `normalizeOver`. */
  logProbability: number;
}

/** What continues one prompt. */
export interface Generation {
  ids: number[];
  /** Natural logarithm of the model's probability of each id, see `normalizeOver`. */
  logProbabilities: number[];
  /** What ended it: a stop id or `maxTokens`. */
  finishReason: "stop" | "length";
}

/** The token loop behind `generate` and `generateBatch`. A cache may be given for a single prompt. */
export async function* decode(
  prompts: readonly ArrayLike<number>[],
  { cache: givenCache, ...options }: DecodingOptions & { cache?: KeyValueCache },
): AsyncGenerator<GeneratedToken, Generation[], void> {
  const { model, maxTokens, stopIds = [], sampler = createSampler(), seed = 0, signal } = options;
  if (!(Number.isInteger(maxTokens) && maxTokens >= 0)) {
    throw new RangeError(`maxTokens is ${maxTokens}: give a whole number of at least 0.`);
  }
  prompts.forEach((prompt, row) => checkPrompt(prompt, maxTokens, model.config, row));
  const rows = createRows(prompts, seed);
  const cache = openPromptCache(model, givenCache);
  try {
    let active = maxTokens > 0 ? rows : [];
    while (active.length > 0) {
      await nextMacrotask();
      signal?.throwIfAborted();
      const pick = await nextTokens(cache, active, sampler, options);
      for (const [place, row] of active.entries()) {
        const token: GeneratedToken = { row: row.row, index: row.generation.ids.length, ...pick(place) };
        row.ids.push(token.id);
        row.generation.ids.push(token.id);
        row.generation.logProbabilities.push(token.logProbability);
        if (stopIds.includes(token.id)) row.generation.finishReason = "stop";
        yield token;
      }
      active = keepUnfinished(active, cache, maxTokens);
    }
  } finally {
    if (givenCache === undefined) cache.dispose();
  }
  return rows.map(({ generation }) => generation);
}

/** Runs the token loop to its end; it is closed too if `onToken` throws. */
export async function collect<Result>(
  tokens: AsyncGenerator<GeneratedToken, Result, void>,
  onToken: ((token: GeneratedToken) => void) | undefined,
): Promise<Result> {
  try {
    let step = await tokens.next();
    while (!step.done) {
      onToken?.(step.value);
      step = await tokens.next();
    }
    return step.value;
  } catch (error) {
    await tokens.return(undefined as never);
    throw error;
  }
}

interface Row {
  row: number;
  /** The prompt and what has been generated. */
  ids: number[];
  generation: Generation;
  random: () => number;
}

function createRows(prompts: readonly ArrayLike<number>[], seed: number): Row[] {
  const seeds = mersenne(seed);
  return prompts.map((prompt, row) => {
    const stream = mersenne(seeds.next());
    return {
      row,
      ids: Array.from(prompt),
      generation: { ids: [], logProbabilities: [], finishReason: "length" },
      random: () => uniformFloat64(stream),
    };
  });
}

/** Reads what the cache lacks of the rows; returns what picks the next token of `rows[place]`. */
async function nextTokens(
  cache: KeyValueCache,
  rows: Row[],
  sampler: Sampler,
  options: DecodingOptions,
): Promise<(place: number) => PickedToken> {
  const { model, constraint } = options;
  const { vocabSize } = model.config;
  const hidden = readRows(model, cache, rows);
  try {
    if (sampler === greedy && constraint === undefined) {
      const tokens = await greedyTokens(model, hidden);
      return (place) => tokens[place]!;
    }
    const values = await readLogits(model, hidden);
    return (place) => {
      const rowLogits = values.subarray(place * vocabSize, (place + 1) * vocabSize);
      return pickToken(rows[place]!, rowLogits, sampler, options);
    };
  } finally {
    hidden.dispose();
  }
}

/** [rows, vocabSize] */
async function readLogits(model: Llama, hidden: tf.Tensor2D): Promise<Float32Array> {
  const logits = model.logits(hidden);
  try {
    return (await logits.data()) as Float32Array;
  } finally {
    logits.dispose();
  }
}

function readRows(model: Llama, cache: KeyValueCache, rows: Row[]): tf.Tensor2D {
  if (rows.length === 1 && cache.padding === undefined) return readPrompt(model, cache, rows[0]!.ids);
  if (cache.length > 0) {
    return readTokens(
      model,
      cache,
      rows.map(({ ids }) => ids.at(-1)!),
      rows.length,
    );
  }
  const time = Math.max(...rows.map(({ ids }) => ids.length));
  const padding = Int32Array.from(rows, ({ ids }) => time - ids.length);
  if (padding.some((length) => length > 0)) cache.padding = padding;
  const padded = new Int32Array(rows.length * time);
  for (const [place, { ids }] of rows.entries()) padded.set(ids, place * time + padding[place]!);
  return readTokens(model, cache, padded, rows.length);
}

function pickToken(
  { ids, generation, random }: Row,
  logits: Float32Array,
  sampler: Sampler,
  { model, constraint, normalizeOver = "vocabulary" }: DecodingOptions,
): PickedToken {
  const allowed = allowedAfter(constraint, generation.ids, model.config.vocabSize);
  if (allowed !== "free" && allowed.length === 0) throw new EmptyConstraintError(generation.ids);
  const normalizer = logSumExp(logits, normalizeOver === "allowed" ? allowed : "free");
  if (!Number.isFinite(normalizer)) throw new NonFiniteLogitsError();

  const selectable = allowed === "free" ? logits : maskToAllowed(logits, allowed);
  const id = sampler(selectable, { ids, random });
  if (!(selectable[id]! > -Infinity)) {
    throw new RangeError(
      `The sampler picked id ${id}, which may not come next: pick one whose logit is finite.`,
    );
  }
  return { id, logProbability: logits[id]! - normalizer };
}

/** The rows that go on; the cache keeps only theirs. */
function keepUnfinished(rows: Row[], cache: KeyValueCache, maxTokens: number): Row[] {
  const unfinished = rows.filter(
    ({ generation }) => generation.finishReason !== "stop" && generation.ids.length < maxTokens,
  );
  if (unfinished.length > 0 && unfinished.length < rows.length) {
    cache.reorder(Int32Array.from(unfinished, (row) => rows.indexOf(row)));
  }
  return unfinished;
}

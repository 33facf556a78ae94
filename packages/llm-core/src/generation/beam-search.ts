import * as tf from "@tensorflow/tfjs-core";
import type { KeyValueCache } from "../model/key-value-cache.ts";
import type { Llama } from "../model/llama.ts";
import { BeamTree } from "./beam-tree.ts";
import { BestCandidates } from "./best-candidates.ts";
import { checkPrompt } from "./invalid-prompt-error.ts";
import { logSumExp } from "./log-sum-exp.ts";
import { nextMacrotask } from "./next-macrotask.ts";
import { NonFiniteLogitsError } from "./non-finite-logits-error.ts";
import { openPromptCache, readPrompt } from "./read-tokens.ts";
import { allowedAfter, EmptyConstraintError } from "./token-constraint.ts";
import type { TokenConstraint } from "./token-constraint.ts";

/** Options of `beamSearch`. */
export interface BeamSearchOptions {
  model: Llama;
  /** Token ids to continue, [time]. */
  prompt: ArrayLike<number>;
  /**
   * What the model has read already, as in `generate`. Afterwards it holds the whole prompt, and nothing of the beams.
   */
  cache?: KeyValueCache;
  /** How many hypotheses live on after every step, and the most that are returned. */
  beams: number;
  /** Tokens in every returned sequence. There is no length penalty: all have the same length. */
  steps: number;
  /**
   * Restricts the next token of every hypothesis. One that may not go on is dropped.
   * Unset allows everything.
   */
  constraint?: TokenConstraint;
  /**
   * What each step's log-probabilities are normalised over: the model's whole vocabulary, or the ids that the
   * constraint allows after the hypothesis. The paper does not state this.
   * @default "vocabulary"
   */
  normalizeOver?: "vocabulary" | "allowed";
  /** Checked before every step; an abort rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** A continuation that beam search found. */
export interface Beam {
  /** The continuation, [steps]. */
  ids: number[];
  /** Joint: the sum of the steps' natural log-probabilities. */
  logProbability: number;
}

/**
 * Beam search in log space: the most probable continuations of exactly `steps` tokens, most probable first.
 * The prompt is read once, and its keys and values exist once for all hypotheses. With at least as many beams as there
 * are prefixes of any length, the result is exact.
 *
 * @returns at most `beams` distinct sequences, fewer if the constraint allows fewer
 * @throws EmptyConstraintError if no hypothesis can go on
 * @throws InvalidPromptError, InvalidAllowedIdError, NonFiniteLogitsError, RangeError, or the signal's reason
 */
export async function beamSearch(options: BeamSearchOptions): Promise<Beam[]> {
  const { model, prompt, beams, steps } = options;
  for (const [name, count] of Object.entries({ beams, steps })) {
    if (!(Number.isInteger(count) && count >= 1)) {
      throw new RangeError(`${name} is ${count}: give a whole number of at least 1.`);
    }
  }
  checkPrompt(prompt, steps, model.config);
  const promptCache = openPromptCache(model, options.cache);
  try {
    const root: Hypothesis = { ids: [], logProbability: 0, parent: 0 };
    const first = await extend([root], () => readPrompt(model, promptCache, prompt), options);
    const last = await search(first, promptCache.clone(), options);
    return last.map(({ ids, logProbability }) => ({ ids, logProbability }));
  } finally {
    if (options.cache === undefined) promptCache.dispose();
  }
}

interface Hypothesis extends Beam {
  /** Which of the hypotheses of the step before it extends. */
  parent: number;
}

/** Extends hypotheses of one token to `steps` tokens; disposes the cache, which holds the prompt. */
async function search(
  hypotheses: Hypothesis[],
  cache: KeyValueCache,
  options: BeamSearchOptions,
): Promise<Hypothesis[]> {
  try {
    const tree = new BeamTree(cache);
    for (let step = 1; step < options.steps; step++) {
      const parents = hypotheses.map(({ parent }) => parent);
      const lastIds = hypotheses.map(({ ids }) => ids.at(-1)!);
      hypotheses = await extend(hypotheses, () => tree.read(options.model, parents, lastIds), options);
    }
    return hypotheses;
  } finally {
    cache.dispose();
  }
}

/**
 * The best hypotheses that are one token longer.
 *
 * @param read - returns the hidden state after each hypothesis, [hypotheses, hiddenSize]
 */
async function extend(
  hypotheses: Hypothesis[],
  read: () => tf.Tensor2D,
  { model, beams, constraint, normalizeOver = "vocabulary", signal }: BeamSearchOptions,
): Promise<Hypothesis[]> {
  await nextMacrotask();
  signal?.throwIfAborted();
  const allowed = hypotheses.map(({ ids }) => allowedAfter(constraint, ids, model.config.vocabSize));
  const range = idRange(allowed, model.config.vocabSize);
  if (range === undefined) throw new EmptyConstraintError(hypotheses[0]!.ids);

  const scores = tf.tidy(() => scoreRange(model, read(), range, normalizeOver));
  const values = (await scores.data()) as Float32Array;
  scores.dispose();

  const best = new BestCandidates(beams);
  for (const [row, { logProbability }] of hypotheses.entries()) {
    const ids = allowed[row]!;
    const rowScores = values.subarray(row * range.count, (row + 1) * range.count);
    const normalizer = normalizeOver === "allowed" ? logSumExp(rowScores, ids, range.first) : 0;
    const count = ids === "free" ? range.count : ids.length;
    for (let index = 0; index < count; index++) {
      const id = ids === "free" ? index : ids[index]!;
      const score = logProbability + rowScores[id - range.first]! - normalizer;
      if (!Number.isFinite(score)) throw new NonFiniteLogitsError();
      best.offer(score, row, id);
    }
  }
  return best.ranked().map(({ score, row, id }) => ({
    ids: [...hypotheses[row]!.ids, id],
    logProbability: score,
    parent: row,
  }));
}

interface IdRange {
  first: number;
  count: number;
}

/** The smallest range that holds every allowed id, or nothing if none is allowed. */
function idRange(allowed: (ArrayLike<number> | "free")[], vocabSize: number): IdRange | undefined {
  let first = Infinity;
  let last = -Infinity;
  for (const ids of allowed) {
    if (ids === "free") return { first: 0, count: vocabSize };
    for (let index = 0; index < ids.length; index++) {
      first = Math.min(first, ids[index]!);
      last = Math.max(last, ids[index]!);
    }
  }
  return last < first ? undefined : { first, count: last - first + 1 };
}

/**
 * Scores of the range's ids, [hypotheses, range.count]: log-probabilities over the vocabulary, or bare logits when
 * they are still to be normalised over what is allowed. Only the range leaves the backend.
 */
function scoreRange(
  model: Llama,
  hidden: tf.Tensor2D,
  { first, count }: IdRange,
  normalizeOver: "vocabulary" | "allowed",
): tf.Tensor2D {
  if (normalizeOver === "allowed") {
    return tf.matMul(hidden, tf.slice(model.outputEmbedding, [first, 0], [count, -1]), false, true);
  }
  const logits = model.logits(hidden);
  return tf.sub(tf.slice(logits, [0, first], [-1, count]), tf.logSumExp(logits, 1, true));
}

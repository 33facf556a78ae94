import * as tf from "@tensorflow/tfjs-core";
import type { KeyValueCache } from "../model/key-value-cache.ts";
import type { Llama } from "../model/llama.ts";
import { checkPrompt } from "./invalid-prompt-error.ts";
import { nextMacrotask } from "./next-macrotask.ts";
import { openPromptCache, readTokens } from "./read-tokens.ts";

/** Options of `scoreContinuations`. */
export interface ScoreContinuationsOptions {
  model: Llama;
  /** Token ids that every continuation follows, [time]. */
  prompt: ArrayLike<number>;
  /** What the model has read already, as in `generate`. Afterwards it holds the prompt but for its last id. */
  cache?: KeyValueCache;
  /** Token ids of each continuation; lengths may differ. */
  continuations: readonly ArrayLike<number>[];
  /**
   * Continuations read at once.
   * @default 64
   */
  batchSize?: number;
  /** Checked before every batch; an abort rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** How probable the model finds a continuation. */
export interface ScoredContinuation {
  /** Joint: the sum of `logProbabilities`. */
  logProbability: number;
  /** Natural logarithm of the model's probability of each id over the whole vocabulary. */
  logProbabilities: number[];
}

/**
 * How probable the model finds given continuations (teacher forcing). The prompt is read once; its keys and values are
 * shared by all continuations.
 *
 * @returns one score a continuation, in their order
 * @throws InvalidPromptError, RangeError, or the signal's reason
 */
export async function scoreContinuations({
  model,
  prompt,
  cache,
  continuations,
  batchSize = 64,
  signal,
}: ScoreContinuationsOptions): Promise<ScoredContinuation[]> {
  if (!(Number.isInteger(batchSize) && batchSize >= 1)) {
    throw new RangeError(`batchSize is ${batchSize}: give a whole number of at least 1.`);
  }
  checkPrompt(prompt, 1, model.config);
  // Both share the context, in which a continuation's last id needs no place.
  continuations.forEach((ids, row) => checkPrompt(ids, prompt.length, model.config, row));

  const prefix = Array.from(prompt).slice(0, -1);
  const prefixCache = openPromptCache(model, cache);
  const scored: ScoredContinuation[] = [];
  try {
    prefixCache.truncate(prefix.length);
    const unread = prefix.slice(prefixCache.length);
    if (unread.length > 0) readTokens(model, prefixCache, unread, 1).dispose();
    for (let start = 0; start < continuations.length; start += batchSize) {
      await nextMacrotask();
      signal?.throwIfAborted();
      const batch = continuations.slice(start, start + batchSize);
      scored.push(...(await scoreBatch(model, prefixCache, prompt[prefix.length]!, batch)));
    }
  } finally {
    if (cache === undefined) prefixCache.dispose();
  }
  return scored;
}

/** @param last - the prompt's last id, which the cache lacks: its hidden state predicts every first id */
async function scoreBatch(
  model: Llama,
  prefixCache: KeyValueCache,
  last: number,
  continuations: readonly ArrayLike<number>[],
): Promise<ScoredContinuation[]> {
  // Rows are padded on the right, where no position that counts looks.
  const rows = continuations.length;
  const time = Math.max(...continuations.map(({ length }) => length));
  const read = new Int32Array(rows * time);
  const targets: number[] = [];
  const positions: number[] = []; // of the hidden states that predict the targets
  for (const [row, ids] of continuations.entries()) {
    for (let index = 0; index < ids.length; index++) {
      positions.push(row * time + index);
      read[row * time + index] = index === 0 ? last : ids[index - 1]!;
      targets.push(ids[index]!);
    }
  }
  const cache = prefixCache.clone();
  const scores = tf.tidy(() => {
    cache.reorder(new Int32Array(rows));
    const hidden = model.forward(tf.tensor2d(read, [rows, time], "int32"), { cache });
    const flat = tf.reshape(hidden, [rows * time, -1]) as tf.Tensor2D;
    return targetLogProbabilities(model, tf.gather(flat, tf.tensor1d(positions, "int32")), targets);
  });
  cache.dispose();
  const values = await scores.data();
  scores.dispose();

  let start = 0;
  return continuations.map(({ length }) => {
    const logProbabilities = Array.from(values.subarray(start, (start += length)));
    return { logProbabilities, logProbability: logProbabilities.reduce((sum, value) => sum + value, 0) };
  });
}

/** Positions whose logits are held at once: 256 rows of a vocabulary of 133,378 are 137 MB. */
const chunkRows = 256;

/** Log-probability of targets[i] after hidden[i], [targets.length]. */
function targetLogProbabilities(model: Llama, hidden: tf.Tensor2D, targets: readonly number[]): tf.Tensor1D {
  const chunks: tf.Tensor1D[] = [];
  for (let start = 0; start < targets.length; start += chunkRows) {
    const ids = targets.slice(start, start + chunkRows);
    chunks.push(
      tf.tidy(() => {
        const rows = tf.slice(hidden, [start, 0], [ids.length, -1]);
        const target = tf.gather(model.outputEmbedding, tf.tensor1d(ids, "int32"));
        const normalizer = tf.logSumExp(model.logits(rows), 1);
        return tf.sub(tf.sum(tf.mul(rows, target), 1), normalizer) as tf.Tensor1D;
      }),
    );
  }
  return tf.concat(chunks);
}

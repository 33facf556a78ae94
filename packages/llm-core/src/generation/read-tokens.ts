import * as tf from "@tensorflow/tfjs-core";
import type { KeyValueCache } from "../model/key-value-cache.ts";
import { LlamaInputError } from "../model/llama-errors.ts";
import type { Llama } from "../model/llama.ts";

/**
 * The cache to read one prompt into: the caller's, or a new one.
 *
 * @throws LlamaInputError if the caller's is one of a batch
 */
export function openPromptCache(model: Llama, given: KeyValueCache | undefined): KeyValueCache {
  if (given && (given.batch > 1 || given.padding)) {
    throw new LlamaInputError("the cache", "of one row without padding", `${given.batch} rows`);
  }
  return given ?? model.createCache();
}

/**
 * Reads the next tokens of each row into the cache.
 *
 * @param ids - row-major [batch, time]
 * @returns the last position's hidden state, [batch, hiddenSize]
 */
export function readTokens(
  model: Llama,
  cache: KeyValueCache,
  ids: ArrayLike<number>,
  batch: number,
): tf.Tensor2D {
  const time = ids.length / batch;
  return tf.tidy(() => {
    const hidden = model.forward(tf.tensor2d(Int32Array.from(ids), [batch, time], "int32"), { cache });
    const last = time === 1 ? hidden : tf.slice(hidden, [0, time - 1, 0], [batch, 1, -1]);
    return tf.reshape(last, [batch, -1]);
  });
}

/**
 * Reads what the cache lacks of a prompt: at least its last id, whose hidden state is asked for.
 *
 * @returns the hidden state after the prompt, [1, hiddenSize]
 */
export function readPrompt(model: Llama, cache: KeyValueCache, prompt: ArrayLike<number>): tf.Tensor2D {
  cache.truncate(prompt.length - 1);
  return readTokens(model, cache, Array.from(prompt).slice(cache.length), 1);
}

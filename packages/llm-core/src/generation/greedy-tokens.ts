import * as tf from "@tensorflow/tfjs-core";
import { mostProbable } from "../backend/native-ops/most-probable.ts";
import type { Llama } from "../model/llama.ts";
import { NonFiniteLogitsError } from "./non-finite-logits-error.ts";

export interface PickedToken {
  id: number;
  /** Over the whole vocabulary. */
  logProbability: number;
}

/**
 * The most probable token of each row, found where the logits are: two numbers a row leave the backend.
 *
 * @param hidden [rows, hiddenSize]
 * @returns one token a row; of equally probable ones the lowest id
 * @throws NonFiniteLogitsError
 */
export async function greedyTokens(model: Llama, hidden: tf.Tensor2D): Promise<PickedToken[]> {
  const found = mostProbable(hidden, model.outputEmbedding) ?? portable(model, hidden);
  try {
    const [ids, losses] = await Promise.all([found.ids.data(), found.losses.data()]);
    return Array.from(ids, (id, row) => {
      if (!Number.isFinite(losses[row])) throw new NonFiniteLogitsError();
      return { id, logProbability: -losses[row]! };
    });
  } finally {
    tf.dispose([found.ids, found.losses]);
  }
}

function portable(model: Llama, hidden: tf.Tensor2D): { ids: tf.Tensor1D; losses: tf.Tensor1D } {
  return tf.tidy(() => {
    const logits = model.logits(hidden);
    const relative = tf.sub(logits, tf.max(logits, 1, true));
    return { ids: tf.argMax(logits, 1), losses: tf.log(tf.sum<tf.Tensor1D>(tf.exp(relative), 1)) };
  });
}

import * as tf from "@tensorflow/tfjs-core";
import { NonFiniteLogitsError } from "./non-finite-logits-error.ts";

export interface PickedToken {
  id: number;
  /** Over the whole vocabulary. */
  logProbability: number;
}

/**
 * The most probable token of each row, found where the logits are: two numbers a row leave the backend.
 *
 * @param logits [rows, vocabSize], below 2^24 columns
 * @returns one token a row; of equally probable ones the lowest id
 * @throws NonFiniteLogitsError
 */
export async function greedyTokens(logits: tf.Tensor2D): Promise<PickedToken[]> {
  const found = tf.tidy(() => {
    const best = tf.max(logits, 1, true);
    const mass = tf.sum(tf.exp(tf.sub(logits, best)), 1); // relative to the best
    const ids = tf.cast(tf.argMax(logits, 1), "float32");
    return tf.stack([ids, tf.neg(tf.log(mass))], 1); // [rows, 2]
  });
  const values = await found.data();
  found.dispose();
  return Array.from({ length: values.length / 2 }, (_, row) => {
    const [id, logProbability] = [values[2 * row]!, values[2 * row + 1]!];
    if (!Number.isFinite(logProbability)) throw new NonFiniteLogitsError();
    return { id, logProbability };
  });
}

import * as tf from "@tensorflow/tfjs-core";
import { checkLabelledRows, type CrossEntropyOptions } from "./labelled-rows.ts";

/**
 * Weighted mean of the next-token cross-entropy, in nats: Σ wᵢ · −log softmax(hᵢ Eᵀ)[tᵢ] / Σ wᵢ.
 *
 * The plain form: it holds the logits of all rows at once ([rows, vocabulary], several times over while
 * differentiating). `chunkedCrossEntropy` gives the same value and gradients in a fraction of the memory.
 *
 * @returns a scalar, differentiable in `hidden` and `embedding`; NaN if the weights sum to zero
 * @throws LossInputError if there is no row or shapes do not match
 */
export function crossEntropy(options: CrossEntropyOptions): tf.Scalar {
  checkLabelledRows(options);
  const { hidden, embedding, targets, weights } = options;
  return tf.tidy(() => {
    const logits = tf.matMul(hidden, embedding, false, true); // [rows, vocabulary]
    const chosen = tf.cast(tf.oneHot(targets, embedding.shape[0]), "float32");
    const logLikelihoods = tf.sum(tf.mul(tf.logSoftmax(logits), chosen), 1); // [rows]
    const total = tf.sum(tf.mul(logLikelihoods, weights));
    return tf.neg(tf.div<tf.Scalar>(total, tf.sum(weights)));
  });
}

import * as tf from "@tensorflow/tfjs-core";

/**
 * Cosine similarities of a codebook's centroids, ĉĉᵀ [K, K], from centroids [K, width]. They are constant while
 * training, so a loop computes them once and passes them to `selfSimilarity` as `similarities`.
 */
export function centroidSimilarities(centroids: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const unit = normalizeRows(centroids);
    return tf.matMul(unit, unit, false, true);
  });
}

/** Rows divided by their L2 norm, which counts as 1e-12 when it is smaller (as torch's F.normalize). */
export function normalizeRows(rows: tf.Tensor2D): tf.Tensor2D {
  const norms = tf.sqrt(tf.maximum(tf.sum(tf.square(rows), 1, true), 1e-24));
  return tf.div(rows, norms);
}

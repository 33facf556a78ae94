import * as tf from "@tensorflow/tfjs-core";

/**
 * Cosine similarities of a codebook's centroids, ĉĉᵀ [K, K], from centroids [K, width]. They are constant while
 * training, so a loop computes them once and passes them to `selfSimilarity` as `similarities`.
 */
export function centroidSimilarities(centroids: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const unit = tf.div<tf.Tensor2D>(centroids, rowNorms(centroids));
    return tf.matMul(unit, unit, false, true);
  });
}

/** L2 norms of rows, [K, 1]; one below 1e-12 counts as that (as in torch's F.normalize). */
export function rowNorms(rows: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.sqrt(tf.maximum<tf.Tensor2D>(tf.sum(tf.square(rows), 1, true), 1e-24)));
}

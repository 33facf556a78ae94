import * as tf from "@tensorflow/tfjs-core";
import { sumOfSquares } from "../../backend/native-ops/sum-of-squares.ts";

export interface GradientScale {
  /** L2 norm of all gradients together, before clipping. */
  norm: tf.Scalar;
  /** What to multiply every gradient by. */
  scale: tf.Scalar;
}

/**
 * Clipping by the global norm, as PyTorch's `clip_grad_norm_`: a factor of max / (norm + 1e-6) where that is below 1.
 *
 * @param gradients sums over `count` micro-batches, of which the mean counts
 * @param options.clip largest norm; `Infinity` for no clipping
 */
export function gradientScale(
  gradients: Iterable<tf.Tensor>,
  options: { count: number; clip: number },
): GradientScale {
  const { count, clip } = options;
  return tf.tidy(() => {
    const squares = [...gradients].map(sumOfSquares);
    const norm = tf.div<tf.Scalar>(tf.sqrt(tf.addN(squares)), count);
    const clipping = tf.minimum(tf.div(clip, tf.add(norm, 1e-6)), 1);
    return { norm, scale: tf.div<tf.Scalar>(clipping, count) };
  });
}

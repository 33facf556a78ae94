import * as tf from "@tensorflow/tfjs-core";

/**
 * Root-mean-square normalisation: each row divided by the root of its mean square, times a learned scale.
 *
 * The gradient is written by hand: about a third of the passes over memory of the derived one, and nothing but the
 * inputs and one number a row is kept for it. Source: Zhang and Sennrich 2019 (arXiv 1910.07467).
 *
 * @param input [rows, width]
 * @param scale [width]
 * @returns [rows, width]
 */
export function rmsNorm(input: tf.Tensor2D, scale: tf.Tensor1D, epsilon: number): tf.Tensor2D {
  const width = scale.shape[0];
  const normalise = tf.customGrad((...args) => {
    const [x, weight, save] = args as [tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc];
    // [rows, 1]
    const inverseRoot = tf.rsqrt(tf.add(tf.mean(tf.square(x), 1, true), epsilon)) as tf.Tensor2D;
    save([x, weight, inverseRoot]);
    return {
      value: tf.mul(tf.mul(x, inverseRoot), weight),
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() =>
          rmsNormGradient(
            gradient as tf.Tensor2D,
            ...(saved as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D]),
            width,
          ),
        ),
    };
  });
  return normalise(input, scale) as tf.Tensor2D;
}

function rmsNormGradient(
  gradient: tf.Tensor2D,
  x: tf.Tensor2D,
  weight: tf.Tensor1D,
  inverseRoot: tf.Tensor2D,
  width: number,
): tf.Tensor[] {
  const product = tf.mul(gradient, x) as tf.Tensor2D;
  // The sums over a row and over the rows are matrix-vector products: [rows, 1] and [width]
  const rowSums = tf.matMul(product, tf.reshape(weight, [width, 1]));
  const weightGradient = tf.reshape(tf.matMul(inverseRoot, product, true), [width]);
  const pull = tf.mul(tf.square(inverseRoot), tf.div(rowSums, width));
  const inputGradient = tf.mul(tf.sub(tf.mul(gradient, weight), tf.mul(x, pull)), inverseRoot);
  return [inputGradient, weightGradient];
}

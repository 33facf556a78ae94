import * as tf from "@tensorflow/tfjs-core";

/**
 * The gated activation of Llama's feed-forward block: silu(gate) · up, silu(x) = x · sigmoid(x).
 *
 * The gradient is written by hand so that only the two inputs are kept for it. Source: Shazeer 2020 (arXiv 2002.05202).
 *
 * @param gate [rows, width]
 * @param up [rows, width]
 * @returns [rows, width]
 */
export function swiglu(gate: tf.Tensor2D, up: tf.Tensor2D): tf.Tensor2D {
  const activate = tf.customGrad((...args) => {
    const [g, u, save] = args as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    save([g, u]);
    return {
      value: tf.mul(tf.mul(tf.sigmoid(g), g), u),
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() => swigluGradient(gradient, ...(saved as [tf.Tensor, tf.Tensor]))),
    };
  });
  return activate(gate, up) as tf.Tensor2D;
}

function swigluGradient(gradient: tf.Tensor, gate: tf.Tensor, up: tf.Tensor): tf.Tensor[] {
  const sigmoid = tf.sigmoid(gate);
  const silu = tf.mul(gate, sigmoid);
  // silu' = sigmoid + silu · (1 - sigmoid)
  const slope = tf.sub(tf.add(sigmoid, silu), tf.mul(silu, sigmoid));
  return [tf.mul(tf.mul(gradient, up), slope), tf.mul(gradient, silu)];
}

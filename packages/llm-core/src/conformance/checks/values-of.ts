import * as tf from "@tensorflow/tfjs-core";

/** Numbers of the tensors that `compute` returns, read without blocking (WebGPU has no other way); all are freed. */
export async function valuesOf(compute: () => tf.Tensor[]): Promise<ArrayLike<number>[]> {
  const tensors = tf.tidy(compute);
  try {
    return await Promise.all(tensors.map((tensor) => tensor.data()));
  } finally {
    tf.dispose(tensors);
  }
}

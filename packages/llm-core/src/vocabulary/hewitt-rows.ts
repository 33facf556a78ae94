import * as tf from "@tensorflow/tfjs-core";
import { normalGenerator } from "../model/normal-generator.ts";
import { cholesky } from "./cholesky.ts";

/** How new rows were drawn; all but `covariance` say that the old rows' covariance could not be used as it is. */
export interface HewittRowsReport {
  /** `mean`: every new row is the mean, because even the jittered covariance was not positive definite. */
  method: "covariance" | "jittered covariance" | "mean";
  /** Added to the covariance's diagonal. */
  jitter: number;
}

/** Rows whose outer products are summed at once: bounds the memory at a fraction of the matrix. */
const rowsPerBlock = 8192;

/** Tried in turn, as shares of the mean variance. */
const jitterShares = [0, 1e-8, 1e-6, 1e-4];

/**
 * New rows for an embedding, distributed as its rows are: normal around their mean with `scale` times their covariance.
 *
 * Source: Hewitt 2021, "Initializing New Word Embeddings for Pretrained Language Models".
 *
 * @param matrix [rows, width]
 * @returns [count, width], owned by the caller
 */
export async function hewittRows(
  matrix: tf.Tensor2D,
  options: { count: number; scale: number; seed: number },
): Promise<{ rows: tf.Tensor2D; report: HewittRowsReport }> {
  const { count, scale, seed } = options;
  const width = matrix.shape[1];
  const mean = tf.mean(matrix, 0, true) as tf.Tensor2D; // [1, width]
  const covariance = covarianceOf(matrix, mean);
  try {
    const { factor, report } = factorise(await covariance.data(), width);
    const rows = tf.tidy(() => {
      if (!factor) return tf.tile(mean, [count, 1]);
      const normal = normalGenerator(seed);
      const draws = Float32Array.from({ length: count * width }, normal);
      const deviations = tf.matMul(
        tf.tensor2d(draws, [count, width]),
        tf.tensor2d(Float32Array.from(factor), [width, width]),
        false,
        true,
      );
      return tf.add(mean, tf.mul(deviations, Math.sqrt(scale))) as tf.Tensor2D;
    });
    return { rows, report };
  } finally {
    tf.dispose([mean, covariance]);
  }
}

function covarianceOf(matrix: tf.Tensor2D, mean: tf.Tensor2D): tf.Tensor2D {
  const [count, width] = matrix.shape;
  let sum = tf.zeros([width, width]) as tf.Tensor2D;
  for (let start = 0; start < count; start += rowsPerBlock) {
    const previous = sum;
    sum = tf.tidy(() => {
      const block = tf.slice(matrix, [start, 0], [Math.min(rowsPerBlock, count - start), width]);
      const centred = tf.sub(block, mean) as tf.Tensor2D;
      return tf.add(previous, tf.div(tf.matMul(centred, centred, true), count));
    });
    previous.dispose();
  }
  return sum;
}

function factorise(
  covariance: ArrayLike<number>,
  width: number,
): { factor: Float64Array | undefined; report: HewittRowsReport } {
  let trace = 0;
  for (let index = 0; index < width; index++) trace += covariance[index * width + index]!;
  for (const share of jitterShares) {
    const jitter = (share * trace) / width;
    const jittered = Float64Array.from(covariance);
    for (let index = 0; index < width; index++) jittered[index * width + index]! += jitter;
    const factor = cholesky(jittered, width);
    if (factor)
      return { factor, report: { method: share === 0 ? "covariance" : "jittered covariance", jitter } };
  }
  return { factor: undefined, report: { method: "mean", jitter: 0 } };
}

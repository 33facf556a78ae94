import * as tf from "@tensorflow/tfjs-core";
import { normalGenerator } from "../model/normal-generator.ts";
import { nextMacrotask } from "../generation/next-macrotask.ts";
import { cholesky } from "./cholesky.ts";

/** How new rows were drawn; all but `covariance` say that the old rows' covariance could not be used as it is. */
export interface HewittRowsReport {
  /** `mean`: every new row is the mean, because even the jittered covariance was not positive definite. */
  method: "covariance" | "jittered covariance" | "mean";
  /** Added to the covariance's diagonal. */
  jitter: number;
}

/** How far one matrix is: rows of its covariance's sum, rows of the factor, new rows. */
export interface HewittRowsProgress {
  doing: "covariance" | "factor" | "rows";
  done: number;
  total: number;
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
  options: {
    count: number;
    scale: number;
    seed: number;
    onProgress?: ((progress: HewittRowsProgress) => void) | undefined;
    signal?: AbortSignal | undefined;
  },
): Promise<{ rows: tf.Tensor2D; report: HewittRowsReport }> {
  const { count, scale, seed, onProgress, signal } = options;
  const pause: Pause = async (doing, done, total) => {
    await nextMacrotask();
    signal?.throwIfAborted();
    onProgress?.({ doing, done, total });
  };
  const width = matrix.shape[1];
  const mean = tf.mean(matrix, 0, true) as tf.Tensor2D; // [1, width]
  let covariance: tf.Tensor2D | undefined;
  try {
    covariance = await covarianceOf(matrix, mean, pause);
    const { factor, report } = await factorise(await covariance.data(), width, pause);
    await pause("rows", 0, count);
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
    onProgress?.({ doing: "rows", done: count, total: count });
    return { rows, report };
  } finally {
    mean.dispose();
    covariance?.dispose();
  }
}

/** Lets the event loop have its turn, stops if the signal says so, and tells how far the work is. */
type Pause = (doing: HewittRowsProgress["doing"], done: number, total: number) => Promise<void>;

async function covarianceOf(matrix: tf.Tensor2D, mean: tf.Tensor2D, pause: Pause): Promise<tf.Tensor2D> {
  const [count, width] = matrix.shape;
  let sum = tf.zeros([width, width]) as tf.Tensor2D;
  try {
    for (let start = 0; start < count; start += rowsPerBlock) {
      await pause("covariance", start, count);
      const previous = sum;
      sum = tf.tidy(() => {
        const block = tf.slice(matrix, [start, 0], [Math.min(rowsPerBlock, count - start), width]);
        const centred = tf.sub(block, mean) as tf.Tensor2D;
        return tf.add(previous, tf.div(tf.matMul(centred, centred, true), count));
      });
      previous.dispose();
    }
    return sum;
  } catch (error) {
    sum.dispose();
    throw error;
  }
}

async function factorise(
  covariance: ArrayLike<number>,
  width: number,
  pause: Pause,
): Promise<{ factor: Float64Array | undefined; report: HewittRowsReport }> {
  let trace = 0;
  for (let index = 0; index < width; index++) trace += covariance[index * width + index]!;
  for (const share of jitterShares) {
    const jitter = (share * trace) / width;
    const jittered = Float64Array.from(covariance);
    for (let index = 0; index < width; index++) jittered[index * width + index]! += jitter;
    const factor = await cholesky(jittered, width, (done) => pause("factor", done, width));
    if (factor)
      return { factor, report: { method: share === 0 ? "covariance" : "jittered covariance", jitter } };
  }
  return { factor: undefined, report: { method: "mean", jitter: 0 } };
}

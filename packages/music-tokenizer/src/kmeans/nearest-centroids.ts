import * as tf from "@tensorflow/tfjs-core";
import { type RowMatrix, squaredDistance } from "./row-matrix.ts";

export interface NearestOptions {
  /** Upper bound of the bytes that one block of rows and its products take on the backend. */
  blockBytes: number;
  /** Called and awaited after each block, with the rows done so far. */
  afterBlock(rowsDone: number): Promise<void>;
}

/**
 * The nearest centroid of every row, exact ties to the lowest id.
 *
 * The backend multiplies blocks of rows with all centroids, and the largest x·c − |c|²/2 wins. Where float32 rounding
 * could have decided (the runner-up lies within the error bound of a dot product), float64 distances decide: the result
 * depends on neither the backend nor the block size.
 *
 * @param centroids row-major [clusters, width].
 * @param nearest receives the cluster of every row, [rows].count.
 */
export async function nearestCentroids(
  matrix: RowMatrix,
  centroids: Float32Array,
  nearest: Uint32Array,
  { blockBytes, afterBlock }: NearestOptions,
): Promise<void> {
  const { values, width, count, lengths } = matrix;
  const clusters = centroids.length / width;
  const halfSquares = Float64Array.from({ length: clusters }, (_, cluster) =>
    halfSquare(centroids, cluster, width),
  );
  const longest = Math.sqrt(2 * halfSquares.reduce((most, value) => Math.max(most, value), 0));
  const roundoff = await productRoundoff(width);
  const blockRows = Math.max(1, Math.floor(blockBytes / (4 * (width + clusters))));
  const transposed = tf.tidy(() => tf.transpose(tf.tensor2d(centroids, [clusters, width]))); // [width, clusters]
  try {
    for (let from = 0; from < count; from += blockRows) {
      const to = Math.min(count, from + blockRows);
      const block = values.subarray(from * width, to * width);
      const products = await readMatMul(block, to - from, transposed); // [to - from, clusters]
      for (let row = from; row < to; row++) {
        const doubt = 2 * roundoff * lengths[row]! * longest;
        const scores = products.subarray((row - from) * clusters, (row - from + 1) * clusters);
        nearest[row] = pickNearest(scores, halfSquares, doubt, (cluster) =>
          squaredDistance(values, row, centroids, cluster, width),
        );
      }
      await afterBlock(to);
    }
  } finally {
    transposed.dispose();
  }
}

/** x·c of a block of rows with every centroid, [blockRows, clusters]. */
async function readMatMul(
  block: Float32Array,
  blockRows: number,
  transposed: tf.Tensor2D,
): Promise<Float32Array> {
  const products = tf.tidy(() => tf.matMul(tf.tensor2d(block, [blockRows, transposed.shape[0]]), transposed));
  try {
    return (await products.data()) as Float32Array;
  } finally {
    products.dispose();
  }
}

function pickNearest(
  products: Float32Array,
  halfSquares: Float64Array,
  doubt: number,
  distanceTo: (cluster: number) => number,
): number {
  let nearest = 0;
  let best = -Infinity;
  let second = -Infinity;
  for (let cluster = 0; cluster < products.length; cluster++) {
    const score = products[cluster]! - halfSquares[cluster]!;
    if (score <= second) continue;
    if (score > best) {
      second = best;
      best = score;
      nearest = cluster;
    } else {
      second = score;
    }
  }
  if (best - second > doubt) return nearest;
  let least = Infinity;
  for (let cluster = 0; cluster < products.length; cluster++) {
    if (best - (products[cluster]! - halfSquares[cluster]!) > doubt) continue;
    const distance = distanceTo(cluster);
    if (distance < least) {
      least = distance;
      nearest = cluster;
    }
  }
  return nearest;
}

function halfSquare(centroids: Float32Array, cluster: number, width: number): number {
  let sum = 0;
  for (let at = cluster * width; at < (cluster + 1) * width; at++) sum += centroids[at]! * centroids[at]!;
  return sum / 2;
}

/**
 * Bound of |computed − exact| of a dot product over |x||c|: float32 sums in any order, and twice 2⁻¹¹ for operands
 * where the backend rounds them to fewer bits (TensorFloat-32 on GPUs), which one product shows.
 */
async function productRoundoff(width: number): Promise<number> {
  const size = 32;
  const fine = 1 + 2 ** -12;
  const product = tf.tidy(() => tf.matMul(tf.mul(tf.eye(size), fine), tf.eye(size)));
  const rounded = (await product.data())[0] !== fine;
  product.dispose();
  return width * 2 ** -24 + (rounded ? 2 ** -10 : 0);
}

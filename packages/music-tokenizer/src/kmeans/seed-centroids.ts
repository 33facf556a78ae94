import * as tf from "@tensorflow/tfjs-core";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import type { RowMatrix } from "./row-matrix.ts";

export interface SeedOptions {
  clusters: number;
  /** Candidates per centroid; the one that lowers the summed distance most is taken. */
  trials: number;
  /** Rows to draw centroids from. */
  sampleRows: number;
  /** How much each row counts, above 0, [rows]. @default 1 */
  weights?: Float64Array;
  random: RandomGenerator;
  /** How much of the centred rows is held outside the backend at a time; no result depends on it. @default 16 MiB */
  blockBytes?: number;
  afterSeed(seeded: number): Promise<void>;
}

/**
 * Greedy k-means++ (Arthur & Vassilvitskii 2007, in the form that scikit-learn gives it): each next centroid is the best
 * of some rows, drawn with probability proportional to the squared distance to the nearest centroid so far.
 *
 * @returns rows of the matrix, row-major [clusters, width].
 */
export async function seedCentroids(
  matrix: RowMatrix,
  { clusters, trials, sampleRows, weights, random, blockBytes = 2 ** 24, afterSeed }: SeedOptions,
): Promise<Float32Array> {
  const { values, width } = matrix;
  const sample = sampleOf(matrix.count, Math.max(clusters, sampleRows), random);
  const mean = meanOf(matrix, sample);
  const squares = new Float64Array(sample.length);
  const blocks: tf.Tensor2D[] = []; // the sampled rows minus their mean, [some rows, width] each
  const weightOf = Float64Array.from(sample, (row) => weights?.[row] ?? 1);
  const closest = new Float64Array(sample.length).fill(Infinity); // squared distance to the nearest centroid so far
  const centroids = new Float32Array(clusters * width);
  try {
    const blockRows = Math.max(1, Math.floor(blockBytes / (4 * width)));
    for (let from = 0; from < sample.length; from += blockRows) {
      const centred = centredRows(matrix, sample.subarray(from, from + blockRows), mean);
      for (let at = 0; at * width < centred.length; at++)
        squares[from + at] = squaredLength(centred, at, width);
      blocks.push(onBackend(centred, width));
    }
    for (let cluster = 0; cluster < clusters; cluster++) {
      const candidates =
        cluster === 0 ? drawRows(weightOf, 1, random) : drawCandidates(closest, weightOf, trials, random);
      const columns = centredRows(
        matrix,
        Uint32Array.from(candidates, (at) => sample[at]!),
        mean,
      );
      const products = await productsWith(columns, blocks);
      const row = sample[takeBest(candidates, products, squares, closest, weightOf)]!;
      centroids.set(values.subarray(row * width, (row + 1) * width), cluster * width);
      await afterSeed(cluster + 1);
    }
    return centroids;
  } finally {
    tf.dispose(blocks);
  }
}

/** `size` of `count` rows in ascending order, each set of rows equally likely (Knuth's algorithm S). */
function sampleOf(count: number, size: number, random: RandomGenerator): Uint32Array {
  if (size >= count) return Uint32Array.from({ length: count }, (_, row) => row);
  const sample = new Uint32Array(size);
  let taken = 0;
  for (let row = 0; taken < size; row++) {
    if (uniformFloat64(random) * (count - row) < size - taken) sample[taken++] = row;
  }
  return sample;
}

function meanOf({ values, width }: RowMatrix, sample: Uint32Array): Float64Array {
  const mean = new Float64Array(width);
  for (const row of sample)
    for (let at = 0; at < width; at++) mean[at]! += values[row * width + at]! / sample.length;
  return mean;
}

/** Rows minus the mean: distances stay, and float32 loses less of them. */
function centredRows({ values, width }: RowMatrix, rows: Uint32Array, mean: Float64Array): Float32Array {
  const centred = new Float32Array(rows.length * width);
  rows.forEach((row, to) => {
    for (let at = 0; at < width; at++) centred[to * width + at] = values[row * width + at]! - mean[at]!;
  });
  return centred;
}

/** A tensor that does not hold on to the array: native TensorFlow would copy it at the first operation only. */
function onBackend(rows: Float32Array, width: number): tf.Tensor2D {
  return tf.tidy(() => tf.mul(tf.tensor2d(rows, [rows.length / width, width]), 1));
}

function squaredLength(rows: Float32Array, row: number, width: number): number {
  let sum = 0;
  for (let at = row * width; at < (row + 1) * width; at++) sum += rows[at]! * rows[at]!;
  return sum;
}

/** Rows drawn with probability proportional to weight times `closest`; by weight when every row is a centroid already. */
function drawCandidates(
  closest: Float64Array,
  weightOf: Float64Array,
  trials: number,
  random: RandomGenerator,
): number[] {
  if (closest.every((distance) => distance === 0)) return drawRows(weightOf, 1, random);
  const shares = closest.map((distance, row) => distance * weightOf[row]!);
  return drawRows(shares, trials, random);
}

/** Rows drawn with probability proportional to their share, with repetition. */
function drawRows(shares: Float64Array, draws: number, random: RandomGenerator): number[] {
  const cumulative = new Float64Array(shares.length);
  let total = 0;
  for (let at = 0; at < shares.length; at++) cumulative[at] = total += shares[at]!;
  return Array.from({ length: draws }, () => firstAbove(cumulative, uniformFloat64(random) * total));
}

/** The first position whose cumulative sum exceeds `value`, which lies below the last sum. */
function firstAbove(cumulative: Float64Array, value: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Dot products of every row of the blocks with every candidate, [rows, candidates]. */
async function productsWith(candidates: Float32Array, blocks: tf.Tensor2D[]): Promise<Float32Array> {
  const width = blocks[0]!.shape[1];
  const count = candidates.length / width;
  const columns = new Float32Array(candidates.length); // [width, candidates]
  for (let candidate = 0; candidate < count; candidate++)
    for (let at = 0; at < width; at++) columns[at * count + candidate] = candidates[candidate * width + at]!;
  const parts = tf.tidy(() => {
    const right = tf.tensor2d(columns, [width, count]);
    return blocks.map((rows) => tf.matMul(rows, right));
  });
  const products = new Float32Array(count * blocks.reduce((rows, { shape }) => rows + shape[0], 0));
  let from = 0;
  for (const values of await Promise.all(parts.map((part) => part.data()))) {
    products.set(values as Float32Array, from);
    from += values.length;
  }
  tf.dispose(parts);
  return products;
}

/**
 * The candidate that leaves the smallest weighted sum of squared distances to the nearest centroid; `closest` is lowered by the
 * distances to it.
 */
function takeBest(
  candidates: number[],
  products: Float32Array,
  squares: Float64Array,
  closest: Float64Array,
  weightOf: Float64Array,
): number {
  const distance = (row: number, candidate: number) =>
    squares[row]! + squares[candidates[candidate]!]! - 2 * products[row * candidates.length + candidate]!;
  const sums = new Float64Array(candidates.length);
  for (let row = 0; row < closest.length; row++) {
    for (let candidate = 0; candidate < sums.length; candidate++) {
      sums[candidate]! += weightOf[row]! * Math.max(0, Math.min(closest[row]!, distance(row, candidate)));
    }
  }
  const best = sums.indexOf(Math.min(...sums));
  for (let row = 0; row < closest.length; row++) {
    closest[row] = Math.max(0, Math.min(closest[row]!, distance(row, best)));
  }
  closest[candidates[best]!] = 0;
  return candidates[best]!;
}

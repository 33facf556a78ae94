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
  { clusters, trials, sampleRows, weights, random, afterSeed }: SeedOptions,
): Promise<Float32Array> {
  const { values, width } = matrix;
  const sample = sampleOf(matrix.count, Math.max(clusters, sampleRows), random);
  const centred = centredRows(matrix, sample);
  const squares = Float64Array.from(sample, (_, at) => squaredLength(centred, at, width));
  const rows = tf.tensor2d(centred, [sample.length, width]);
  const weightOf = Float64Array.from(sample, (row) => weights?.[row] ?? 1);
  const closest = new Float64Array(sample.length).fill(Infinity); // squared distance to the nearest centroid so far
  const centroids = new Float32Array(clusters * width);
  try {
    for (let cluster = 0; cluster < clusters; cluster++) {
      const candidates =
        cluster === 0 ? drawRows(weightOf, 1, random) : drawCandidates(closest, weightOf, trials, random);
      const products = await productsWith(candidates, centred, rows);
      const row = sample[takeBest(candidates, products, squares, closest, weightOf)]!;
      centroids.set(values.subarray(row * width, (row + 1) * width), cluster * width);
      await afterSeed(cluster + 1);
    }
    return centroids;
  } finally {
    rows.dispose();
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

/** The sampled rows minus their mean: distances stay, and float32 loses less of them. */
function centredRows({ values, width }: RowMatrix, sample: Uint32Array): Float32Array {
  const mean = new Float64Array(width);
  for (const row of sample)
    for (let at = 0; at < width; at++) mean[at]! += values[row * width + at]! / sample.length;
  const centred = new Float32Array(sample.length * width);
  sample.forEach((row, to) => {
    for (let at = 0; at < width; at++) centred[to * width + at] = values[row * width + at]! - mean[at]!;
  });
  return centred;
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

/** Dot products of every sampled row with every candidate, [sample, candidates]. */
async function productsWith(
  candidates: number[],
  centred: Float32Array,
  rows: tf.Tensor2D,
): Promise<Float32Array> {
  const width = rows.shape[1];
  const columns = new Float32Array(width * candidates.length); // [width, candidates]
  candidates.forEach((row, column) => {
    for (let at = 0; at < width; at++) columns[at * candidates.length + column] = centred[row * width + at]!;
  });
  const product = tf.tidy(() => tf.matMul(rows, tf.tensor2d(columns, [width, candidates.length])));
  const products = (await product.data()) as Float32Array;
  product.dispose();
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

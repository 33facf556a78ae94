import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { ClusterSums } from "./cluster-sums.ts";
import { checkWhole, KMeansInputError } from "./kmeans-input-error.ts";
import { nearestCentroids } from "./nearest-centroids.ts";
import { createPause } from "./pause.ts";
import { rowMatrix, type RowMatrix, squaredDistance } from "./row-matrix.ts";
import { seedCentroids } from "./seed-centroids.ts";

export interface KMeansOptions {
  /** Columns of `rows`. */
  width: number;
  /** Number of centroids, at most the number of rows. */
  clusters: number;
  /** Seed of every random choice, 0 to 2^32 - 1. @default 1 */
  seed?: number;
  /** Most Lloyd iterations of one start. The paper does not state it. @default 100 */
  iterations?: number;
  /**
   * A start ends when the centroids' summed squared shift is at most this times the mean variance of the columns
   * (scikit-learn's rule), or when no row changes its cluster. @default 1e-4
   */
  tolerance?: number;
  /** Independent starts, of which the one with the least inertia is kept (scikit-learn's `n_init`). @default 1 */
  restarts?: number;
  /** Cluster directions: rows and centroids are scaled to length 1. The paper does not state it. @default false */
  spherical?: boolean;
  /**
   * Candidates per centroid in k-means++; 1 is the plain form. Twice scikit-learn's: more lower the inertia, and all of
   * them take one pass over the rows. @default 4 + 2 * floor(ln(clusters))
   */
  seedingTrials?: number;
  /** Most rows, drawn at random, that k-means++ chooses from. @default max(16384, 32 * clusters) */
  seedingRows?: number;
  /** Upper bound of the bytes that one block takes on the backend. @default 67108864 (64 MiB) */
  blockBytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: KMeansProgress) => void;
}

export type KMeansProgress = { restart: number; restarts: number } & (
  | { stage: "seeding"; seeded: number; clusters: number }
  | { stage: "iteration"; iteration: number; iterations: number; moved: number; rows: number }
);

export interface KMeans {
  /** Row-major [clusters, width]. */
  centroids: Float32Array;
  /** Nearest centroid of each row, ties to the lowest id, [rows]. */
  assignments: Uint32Array;
  /** Sum of the rows' squared distances to their centroids (of unit rows if spherical). */
  inertia: number;
  /** Lloyd iterations of the start that was kept. */
  iterations: number;
  /** Whether that start ended by `tolerance` and not by `iterations`. */
  converged: boolean;
}

/**
 * K-means: greedy k-means++ seeding, then Lloyd's iterations, with the products of rows and centroids on the backend in
 * blocks and the means in float64. Clusters that run empty take over the rows farthest from their centroids. The same
 * seed gives the same codebook whatever the block size.
 *
 * @param rows row-major [count, width].
 * @throws {KMeansInputError} on options outside their range, more clusters than rows, or values that are not finite.
 */
export async function fitKMeans(rows: Float32Array, options: KMeansOptions): Promise<KMeans> {
  const { width, seed = 1, restarts = 1, spherical = false } = options;
  const matrix = rowMatrix("rows", rows, width, spherical);
  checkOptions(options, matrix.count);
  const random = xoroshiro128plus(seed);
  let best = await fitOnce(matrix, options, random, 1);
  for (let restart = 2; restart <= restarts; restart++) {
    const fitted = await fitOnce(matrix, options, random, restart);
    if (fitted.inertia < best.inertia) best = fitted;
  }
  return best;
}

async function fitOnce(
  matrix: RowMatrix,
  options: KMeansOptions,
  random: RandomGenerator,
  restart: number,
): Promise<KMeans> {
  const {
    clusters,
    iterations = 100,
    tolerance = 1e-4,
    restarts = 1,
    spherical = false,
    signal,
    onProgress,
  } = options;
  const pause = createPause(signal);
  let centroids = await seedCentroids(matrix, {
    clusters,
    trials: options.seedingTrials ?? 4 + 2 * Math.floor(Math.log(clusters)),
    sampleRows: options.seedingRows ?? Math.max(16_384, 32 * clusters),
    random,
    afterSeed: async (seeded) => {
      onProgress?.({ restart, restarts, stage: "seeding", seeded, clusters });
      await pause();
    },
  });
  const nearest = new Uint32Array(matrix.count);
  const assignRows = () =>
    nearestCentroids(matrix, centroids, nearest, {
      blockBytes: options.blockBytes ?? 2 ** 26,
      afterBlock: pause,
    });
  const leastShift = tolerance * meanVariance(matrix);

  let sums: ClusterSums | undefined;
  let iteration = 0;
  let converged = false;
  while (iteration < iterations && !converged) {
    iteration += 1;
    await assignRows();
    let moved = sums ? sums.moveAll(nearest) : matrix.count;
    sums ??= new ClusterSums(matrix, nearest, clusters);
    moved += sums.fillEmpty(centroids);
    const means = sums.means(centroids, spherical);
    converged = moved === 0 || squaredShift(centroids, means) <= leastShift;
    centroids = means;
    onProgress?.({ restart, restarts, stage: "iteration", iteration, iterations, moved, rows: matrix.count });
  }
  await assignRows();
  return {
    centroids,
    assignments: nearest,
    inertia: inertiaOf(matrix, centroids, nearest),
    iterations: iteration,
    converged,
  };
}

function checkOptions(options: KMeansOptions, rows: number): void {
  const {
    clusters,
    seed = 1,
    tolerance = 0,
    restarts = 1,
    iterations = 1,
    seedingTrials = 1,
    seedingRows = 1,
  } = options;
  checkWhole("clusters", clusters, 1, rows);
  checkWhole("seed", seed, 0, 2 ** 32 - 1);
  checkWhole("restarts", restarts, 1);
  checkWhole("iterations", iterations, 1);
  checkWhole("blockBytes", options.blockBytes ?? 1, 1);
  checkWhole("seedingTrials", seedingTrials, 1);
  if (seedingRows !== Infinity) checkWhole("seedingRows", seedingRows, 1);
  if (!(tolerance >= 0)) throw new KMeansInputError("tolerance", "0 or more", String(tolerance));
}

/** Variance of each column, averaged. */
function meanVariance({ values, width, count }: RowMatrix): number {
  let variance = 0;
  for (let column = 0; column < width; column++) {
    let sum = 0;
    let squares = 0;
    for (let at = column; at < values.length; at += width) {
      sum += values[at]!;
      squares += values[at]! * values[at]!;
    }
    variance += squares / count - (sum / count) ** 2;
  }
  return Math.max(0, variance / width);
}

function squaredShift(before: Float32Array, after: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < before.length; at++) sum += (before[at]! - after[at]!) ** 2;
  return sum;
}

function inertiaOf({ values, width }: RowMatrix, centroids: Float32Array, nearest: Uint32Array): number {
  return nearest.reduce(
    (sum, cluster, row) => sum + squaredDistance(values, row, centroids, cluster, width),
    0,
  );
}

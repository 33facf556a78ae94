import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { checkWhole, KMeansInputError } from "./kmeans-input-error.ts";
import { lloyd, type Refined } from "./lloyd.ts";
import { miniBatch } from "./mini-batch.ts";
import { nearestCentroids } from "./nearest-centroids.ts";
import { createPause } from "./pause.ts";
import { rowMatrix, type RowMatrix, squaredDistance } from "./row-matrix.ts";
import { seedCentroids } from "./seed-centroids.ts";
import { seedInParallel } from "./seed-in-parallel.ts";

/** Options of `fitKMeans`. */
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
   * How the first centroids are drawn. "k-means++": one after another from `seedingRows` rows; "k-means||": from all
   * rows in a few passes (Bahmani et al. 2012), for many rows of many kinds.
   * @default "k-means++"
   */
  seeding?: "k-means++" | "k-means||";
  /** The first centroids, row-major [clusters, width], instead of seeding. @default none */
  initialCentroids?: Float32Array;
  /**
   * Rows of a mini-batch (Sculley 2010): centroids move after every batch, and few iterations suffice for millions of
   * rows, at a slightly higher inertia.
   * @default none: every iteration takes all rows at once (Lloyd)
   */
  batchRows?: number;
  /**
   * Most rows that a cluster may hold: balanced clusters. Found as penalties that a cluster's squared distances carry,
   * by which new rows are assigned as well; some ten times the work. Not with `batchRows`. The paper does not state it.
   * @default no limit
   */
  capacity?: number;
  /**
   * Candidates per centroid in k-means++; 1 is the plain form. Twice scikit-learn's: more lower the inertia, and all of
   * them take one pass over the rows. @default 4 + 2 * floor(ln(clusters))
   */
  seedingTrials?: number;
  /** Most rows, drawn at random, that k-means++ chooses from. @default max(16384, 32 * clusters) */
  seedingRows?: number;
  /**
   * Upper bound of the bytes that one block of rows and its products take on the backend.
   * @default 64 MiB on native TensorFlow, 16 MiB elsewhere; what 256 rows take if that is more
   */
  blockBytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: KMeansProgress) => void;
}

/** How far a fit is: in which start of how many, and where in it. */
export type KMeansProgress = { restart: number; restarts: number } & (
  | { stage: "seeding"; seeded: number; clusters: number }
  | { stage: "iteration"; iteration: number; iterations: number; moved: number; rows: number }
);

/** Centroids, and which one every row belongs to. */
export interface KMeans {
  /** Row-major [clusters, width]. */
  centroids: Float32Array;
  /** Nearest centroid of each row (by squared distance plus penalty, if balanced), ties to the lowest id, [rows]. */
  assignments: Uint32Array;
  /** Balanced only: added to the squared distance to each centroid, as `assign` takes them, [clusters]. */
  penalties?: Float64Array;
  /** Sum of the rows' squared distances to their centroids (of unit rows if spherical). */
  inertia: number;
  /** Iterations of the start that was kept. */
  iterations: number;
  /** Whether that start ended by `tolerance` and not by `iterations`, with every cluster within its `capacity`. */
  converged: boolean;
}

/**
 * K-means: greedy k-means++ or k-means|| seeding, then Lloyd's iterations or mini-batches, with the products of rows and
 * centroids on the backend in blocks and the means in float64. The same seed gives the same codebook whatever the block
 * size.
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
    batchRows,
    blockBytes,
    onProgress,
  } = options;
  const pause = createPause(options.signal);
  const seeds = await seedsOf(matrix, options, random, pause, (seeded) =>
    onProgress?.({ restart, restarts, stage: "seeding", seeded, clusters }),
  );
  const nearest = new Uint32Array(matrix.count);
  const refine = {
    spherical: options.spherical ?? false,
    iterations,
    leastShift: tolerance === 0 ? 0 : tolerance * meanVariance(matrix),
    capacity: options.capacity,
    blockBytes,
    pause,
    afterIteration: (iteration: number, moved: number) =>
      onProgress?.({
        restart,
        restarts,
        stage: "iteration",
        iteration,
        iterations,
        moved,
        rows: matrix.count,
      }),
  };
  let refined: Refined;
  if (batchRows === undefined) {
    refined = await lloyd(matrix, seeds, nearest, refine);
  } else {
    refined = await miniBatch(matrix, seeds, { ...refine, batchRows, random });
    await nearestCentroids(matrix, refined.centroids, nearest, { blockBytes, afterBlock: pause });
  }
  return { ...refined, assignments: nearest, inertia: inertiaOf(matrix, refined.centroids, nearest) };
}

async function seedsOf(
  matrix: RowMatrix,
  options: KMeansOptions,
  random: RandomGenerator,
  pause: () => Promise<void>,
  onSeed: (seeded: number) => void,
): Promise<Float32Array> {
  const { clusters, width, initialCentroids, spherical = false, blockBytes } = options;
  if (initialCentroids) return rowMatrix("initialCentroids", initialCentroids, width, spherical).values;
  const trials = options.seedingTrials ?? 4 + 2 * Math.floor(Math.log(clusters));
  const afterSeed = async (seeded: number) => {
    onSeed(seeded);
    await pause();
  };
  if (options.seeding === "k-means||") {
    return seedInParallel(matrix, { clusters, trials, random, blockBytes, pause, afterSeed });
  }
  const sampleRows = options.seedingRows ?? Math.max(16_384, 32 * clusters);
  return seedCentroids(matrix, { clusters, trials, sampleRows, random, afterSeed });
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
  const { capacity = rows, batchRows = 1, initialCentroids, seeding = "k-means++" } = options;
  checkWhole("capacity", capacity, Math.ceil(rows / clusters));
  checkWhole("batchRows", batchRows, 1);
  if (options.capacity !== undefined && options.batchRows !== undefined) {
    throw new KMeansInputError("batchRows", "none together with a capacity", String(batchRows));
  }
  if (seeding !== "k-means++" && seeding !== "k-means||") {
    throw new KMeansInputError("seeding", "k-means++ or k-means||", JSON.stringify(seeding));
  }
  if (initialCentroids && initialCentroids.length !== clusters * options.width) {
    const expected = `${clusters} centroids of width ${options.width}`;
    throw new KMeansInputError("initialCentroids", expected, `${initialCentroids.length} values`);
  }
  if (!(tolerance >= 0)) throw new KMeansInputError("tolerance", "0 or more", String(tolerance));
}

/** Variance of each column, averaged. */
function meanVariance({ values, width, count }: RowMatrix): number {
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let row = 0, at = 0; row < count; row++)
    for (let column = 0; column < width; column++, at++) {
      sums[column]! += values[at]!;
      squares[column]! += values[at]! * values[at]!;
    }
  const variance = squares.reduce(
    (total, sum, column) => total + sum / count - (sums[column]! / count) ** 2,
    0,
  );
  return Math.max(0, variance / width);
}

function inertiaOf({ values, width }: RowMatrix, centroids: Float32Array, nearest: Uint32Array): number {
  return nearest.reduce(
    (sum, cluster, row) => sum + squaredDistance(values, row, centroids, cluster, width),
    0,
  );
}

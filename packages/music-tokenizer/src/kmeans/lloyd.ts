import { assignWithinCapacity } from "./balance.ts";
import { ClusterSums } from "./cluster-sums.ts";
import { NearestAfterMoves } from "./nearest-after-moves.ts";
import type { RowMatrix } from "./row-matrix.ts";

export interface RefineOptions {
  spherical: boolean;
  /** Most passes over the rows. */
  iterations: number;
  /** Summed squared shift of the centroids in one pass at which they have converged. */
  leastShift: number;
  /** Most rows of a cluster. @default no limit */
  capacity?: number;
  blockBytes?: number;
  pause(): Promise<void>;
  afterIteration(iteration: number, moved: number): void;
}

export interface Refined {
  centroids: Float32Array;
  iterations: number;
  converged: boolean;
  /** With a capacity only, [clusters]. */
  penalties?: Float64Array;
}

/** Passes over the rows to find penalties that hold the capacity: within an iteration, and at last. */
const ROUNDS = { iteration: 10, last: 100 };

/**
 * Lloyd's iterations from `seeds`, the means in float64. Clusters that run empty take over the rows farthest from their
 * centroids.
 *
 * @param nearest receives the cluster of every row, [rows].
 */
export async function lloyd(
  matrix: RowMatrix,
  seeds: Float32Array,
  nearest: Uint32Array,
  options: RefineOptions,
): Promise<Refined> {
  const { spherical, iterations, leastShift, capacity, blockBytes, pause, afterIteration } = options;
  const clusters = seeds.length / matrix.width;
  const penalties = capacity === undefined ? undefined : new Float64Array(clusters);
  const passes = new NearestAfterMoves(matrix, nearest);
  let centroids = seeds;
  async function assignRows(rounds: number): Promise<boolean> {
    if (!penalties) {
      await passes.pass(centroids, { blockBytes, afterBlock: pause });
      return true;
    }
    const step = 1e-6 * matrix.lengths.reduce((most, length) => Math.max(most, length * length), 1e-30);
    const balance = { capacity: capacity!, rounds, step, blockBytes, afterBlock: pause };
    return assignWithinCapacity(matrix, centroids, nearest, penalties, balance);
  }

  let sums: ClusterSums | undefined;
  let iteration = 0;
  let converged = false;
  while (iteration < iterations && !converged) {
    iteration += 1;
    await assignRows(ROUNDS.iteration);
    let moved = sums ? sums.moveAll(nearest) : matrix.count;
    sums ??= new ClusterSums(matrix, nearest, clusters);
    moved += sums.fillEmpty(centroids);
    if (penalties) relax(penalties, sums, capacity!);
    const means = sums.means(centroids, spherical);
    converged = moved === 0 || squaredShift(centroids, means) <= leastShift;
    centroids = means;
    afterIteration(iteration, moved);
  }
  const within = await assignRows(ROUNDS.last);
  return { centroids, iterations: iteration, converged: converged && within, penalties };
}

/** Penalties that are no longer needed fall, so that they do not outlast the centroids that needed them. */
function relax(penalties: Float64Array, sums: ClusterSums, capacity: number): void {
  penalties.forEach((penalty, cluster) => {
    if (sums.size(cluster) < capacity) penalties[cluster] = penalty / 2;
  });
}

export function squaredShift(before: Float32Array, after: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < before.length; at++) sum += (before[at]! - after[at]!) ** 2;
  return sum;
}

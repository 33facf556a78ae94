import { nearestCentroids } from "./nearest-centroids.ts";
import type { RowMatrix } from "./row-matrix.ts";

export interface BalanceOptions {
  /** Most rows of a cluster. */
  capacity: number;
  /** Most passes over the rows. */
  rounds: number;
  /** Squared distance that penalties rise by at least; grows by a tenth a round, so that no bidding lasts. */
  step: number;
  blockBytes?: number;
  afterBlock(): Promise<void>;
}

/**
 * Assigns every row to the cluster of the least squared distance plus penalty, raising the penalties of clusters that
 * hold too many rows: each by just as much as makes its excess prefer their second choice, as in an auction. The
 * clusters are then a power diagram, which a capacity-constrained assignment of least cost always is (Aurenhammer,
 * Hoffmann & Aronov 1998), so that new rows are assigned by the same penalties.
 *
 * Where the rounds end before that, or duplicates of one row outnumber the capacity, the assignment with the fewest rows
 * too many is kept.
 *
 * @param penalties [clusters]; changed in place.
 * @returns whether every cluster keeps to the capacity.
 */
export async function assignWithinCapacity(
  matrix: RowMatrix,
  centroids: Float32Array,
  nearest: Uint32Array,
  penalties: Float64Array,
  { capacity, rounds, step, blockBytes, afterBlock }: BalanceOptions,
): Promise<boolean> {
  const margins = new Float64Array(matrix.count);
  const pass = () =>
    nearestCentroids(matrix, centroids, nearest, { penalties, margins, blockBytes, afterBlock });
  let least = { excess: Infinity, penalties: penalties.slice() };
  for (let round = 0; round <= rounds; round++) {
    await pass();
    const crowded = crowdedClusters(nearest, penalties.length, capacity);
    const excess = [...crowded.values()].reduce((sum, rows) => sum + rows.length - capacity, 0);
    if (excess < least.excess) least = { excess, penalties: penalties.slice() };
    if (excess === 0) return true;
    for (const [cluster, rows] of crowded) {
      const ascending = Float64Array.from(rows, (row) => margins[row]!).toSorted();
      if (ascending[0] === ascending.at(-1)) continue; // duplicates of one row: nothing parts them
      const leaves = ascending[rows.length - capacity - 1]!;
      const stays = ascending[rows.length - capacity]!;
      penalties[cluster]! += Math.max((leaves + stays) / 2, leaves + step * Math.min(1.1 ** round, 1e4));
    }
  }
  penalties.set(least.penalties);
  await pass();
  return false;
}

/** Rows of the clusters that hold more than `capacity`. */
function crowdedClusters(nearest: Uint32Array, clusters: number, capacity: number): Map<number, number[]> {
  const sizes = new Uint32Array(clusters);
  for (const cluster of nearest) sizes[cluster]! += 1;
  const crowded = new Map<number, number[]>();
  nearest.forEach((cluster, row) => {
    if (sizes[cluster]! <= capacity) return;
    const rows = crowded.get(cluster);
    if (rows) rows.push(row);
    else crowded.set(cluster, [row]);
  });
  return crowded;
}

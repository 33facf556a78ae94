import { uniformInt } from "pure-rand/distribution/uniformInt";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { type RefineOptions, type Refined, squaredShift } from "./lloyd.ts";
import { nearestCentroids } from "./nearest-centroids.ts";
import { type RowMatrix, selectRows } from "./row-matrix.ts";

/**
 * Mini-batch k-means (Sculley 2010, algorithm 1): every row of a random batch draws its centroid towards itself by one
 * over the rows that the centroid has drawn so far. An iteration is one pass over all rows in a new random order;
 * clusters that drew no row in it start again at rows of its last batch.
 */
export async function miniBatch(
  matrix: RowMatrix,
  seeds: Float32Array,
  { batchRows, random, ...options }: RefineOptions & { batchRows: number; random: RandomGenerator },
): Promise<Refined> {
  const { spherical, iterations, leastShift, blockBytes, pause, afterIteration } = options;
  const { width, count } = matrix;
  const clusters = seeds.length / width;
  const centroids = seeds.slice();
  const drawn = new Float64Array(clusters); // rows that each centroid has drawn so far
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  const clusterOf = new Int32Array(count).fill(-1);
  let iteration = 0;
  let converged = false;
  while (iteration < iterations && !converged) {
    iteration += 1;
    const before = centroids.slice();
    const drawnBefore = drawn.slice();
    shuffle(order, random);
    let moved = 0;
    let batch = matrix;
    for (let from = 0; from < count; from += batchRows) {
      const rows = order.subarray(from, from + batchRows);
      batch = selectRows(matrix, rows);
      const nearest = new Uint32Array(rows.length);
      await nearestCentroids(batch, centroids, nearest, { blockBytes, afterBlock: pause });
      nearest.forEach((cluster, at) => {
        drawn[cluster]! += 1;
        draw(centroids, cluster, batch, at, 1 / drawn[cluster]!);
        moved += clusterOf[rows[at]!] === cluster ? 0 : 1;
        clusterOf[rows[at]!] = cluster;
      });
      if (spherical) scaleToLength1(centroids, width);
    }
    for (let cluster = 0; cluster < clusters; cluster++) {
      if (drawn[cluster]! > drawnBefore[cluster]!) continue;
      drawn[cluster] = 0;
      draw(centroids, cluster, batch, uniformInt(random, 0, batch.count - 1), 1);
    }
    converged = moved === 0 || squaredShift(before, centroids) <= leastShift;
    afterIteration(iteration, moved);
  }
  return { centroids, iterations: iteration, converged };
}

/** Moves a centroid towards a row by a share of the way. */
function draw(
  centroids: Float32Array,
  cluster: number,
  { values, width }: RowMatrix,
  row: number,
  share: number,
): void {
  for (let at = 0; at < width; at++) {
    const centroid = centroids[cluster * width + at]!;
    centroids[cluster * width + at] = centroid + share * (values[row * width + at]! - centroid);
  }
}

function scaleToLength1(centroids: Float32Array, width: number): void {
  for (let from = 0; from < centroids.length; from += width) {
    const centroid = centroids.subarray(from, from + width);
    const length = Math.sqrt(centroid.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) centroid.forEach((value, at) => (centroid[at] = value / length));
  }
}

/** Fisher-Yates. */
function shuffle(order: Uint32Array, random: RandomGenerator): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = uniformInt(random, 0, last);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
}

import { pickNearest } from "./pick-nearest.ts";
import { type RowMatrix, squaredDistance } from "./row-matrix.ts";
import { ScoreError } from "./score-error.ts";
import { scoreBlocks } from "./score-blocks.ts";

/** Scores as the backend computes them, x·c − |c|²/2. */
export interface ScoreBounds {
  /** Of the nearest centroid, [rows]. */
  own: Float32Array;
  /** No other centroid's is above; Infinity where rounding could have decided, [rows]. */
  others: Float32Array;
}

export interface NearestOptions {
  /** Added to the squared distance to each centroid, 0 or more, [clusters]. */
  penalties?: Float64Array;
  /** Receives by how much the second nearest is farther, in squared distance with penalties, [rows]. */
  margins?: Float64Array;
  /** Receives what the scores say of rows in later passes; not with penalties. */
  bounds?: ScoreBounds;
  /**
   * Upper bound of the bytes that one block of rows and its products take on the backend.
   * @default 64 MiB on native TensorFlow, 16 MiB elsewhere; what 256 rows take if that is more
   */
  blockBytes?: number;
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
 * @param nearest receives the cluster of every row, [rows].
 */
export async function nearestCentroids(
  matrix: RowMatrix,
  centroids: Float32Array,
  nearest: Uint32Array,
  { penalties, margins, bounds, blockBytes, afterBlock }: NearestOptions,
): Promise<void> {
  const { values, width } = matrix;
  const clusters = centroids.length / width;
  const error = await ScoreError.create(width);
  error.allow(centroids, width, penalties);
  const options = { penalties, wanted: margins ? 2 : 1, blockBytes, afterBlock } as const;
  // Made once: what is made for every row costs as much as the rest of what happens to it here
  let row = 0;
  const penalized = (cluster: number) =>
    cluster < clusters
      ? squaredDistance(values, row, centroids, cluster, width) + (penalties?.[cluster] ?? 0)
      : Infinity;
  await scoreBlocks(matrix, centroids, options, (scores, from, to) => {
    for (row = from; row < to; row++) {
      const doubt = error.doubt(matrix.lengths[row]!);
      const picked = pickNearest(scores, row - from, doubt, margins !== undefined, penalized);
      nearest[row] = picked.nearest;
      if (margins) margins[row] = picked.margin;
      if (bounds) {
        bounds.own[row] = picked.best;
        bounds.others[row] = picked.sure ? picked.second : Infinity;
      }
    }
  });
}

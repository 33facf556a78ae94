import { bestTwo, pickNearest } from "./pick-nearest.ts";
import { distancesInJavaScript, rowDistances } from "./row-distances.ts";
import { type RowMatrix, squaredDistance } from "./row-matrix.ts";
import { ScoreError } from "./score-error.ts";
import { rowsPerBlock, scoreBlocks } from "./score-blocks.ts";

interface NearestWithDistancesOptions {
  /** Added to the squared distance to each centroid, 0 or more, [clusters]. */
  penalties?: Float64Array;
  /** @default 64 MiB on native TensorFlow, 16 MiB elsewhere; what 256 rows take if that is more */
  blockBytes?: number;
  /** Called and awaited after each block, with the rows done so far. */
  afterBlock(rowsDone: number): Promise<void>;
}

/** What `nearestCentroids` and the distances give, for rows whose lengths are not known. */
interface Found {
  /** Receives the cluster of every row, [rows]. */
  nearest: Uint32Array;
  /** Receives the squared distance to it in float64, without penalty, [rows]; NaN or infinite where the row is. */
  distances: Float64Array;
}

/** For fewer rows, a memory of their own takes longer than they do. */
const FEW_ROWS = 512;

/**
 * `nearestCentroids` and the squared distances at once. The distance to the centroid of the best score bounds what
 * rounding can have done to the scores, so no other pass over the rows is needed.
 *
 * @param centroids row-major [clusters, width].
 */
export async function nearestWithDistances(
  { values, width, count }: Pick<RowMatrix, "values" | "width" | "count">,
  centroids: Float32Array,
  { nearest, distances }: Found,
  { penalties, blockBytes, afterBlock }: NearestWithDistancesOptions,
): Promise<void> {
  const clusters = centroids.length / width;
  const error = await ScoreError.create(width);
  error.allow(centroids, width, penalties);
  const blockRows = Math.min(count, rowsPerBlock(width, clusters, blockBytes));
  const shape = { centroids, width, blockRows };
  const block = count < FEW_ROWS ? distancesInJavaScript(shape) : rowDistances(shape);
  const leads = new Float64Array(blockRows);
  const options = { penalties, wanted: 1, blockBytes, place: block.place, afterBlock } as const;

  // Made once: what is made for every row costs as much as the rest of what happens to it here
  let row = 0;
  const distanceTo = (cluster: number) =>
    cluster < clusters ? squaredDistance(values, row, centroids, cluster, width) : Infinity;
  const penalized = (cluster: number) => distanceTo(cluster) + (penalties?.[cluster] ?? 0);
  await scoreBlocks({ values, width, count }, centroids, options, (scores, from, to) => {
    for (let at = 0; at < to - from; at++) {
      const { cluster, best, second } = bestTwo(scores, at);
      // Scores that are no numbers name no cluster for sure; their rows' distances are neither
      block.clusters[at] = Math.min(cluster, clusters - 1);
      leads[at] = best - second;
    }
    distances.set(block.measure(to - from), from);
    for (row = from; row < to; row++) {
      const guess = block.clusters[row - from]!;
      nearest[row] = guess;
      const doubt = error.doubtNear(distances[row]!);
      if (leads[row - from]! > doubt) continue;
      nearest[row] = pickNearest(scores, row - from, doubt, false, penalized).nearest;
      if (nearest[row] !== guess) distances[row] = distanceTo(nearest[row]!);
    }
  });
}

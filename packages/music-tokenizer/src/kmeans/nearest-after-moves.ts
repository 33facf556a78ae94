import { bestTwo } from "./pick-nearest.ts";
import { nearestCentroids, type ScoreBounds } from "./nearest-centroids.ts";
import { type RowMatrix, selectRows } from "./row-matrix.ts";
import { scoreBlocks } from "./score-blocks.ts";
import { ScoreError } from "./score-error.ts";

interface PassOptions {
  blockBytes?: number;
  afterBlock(): Promise<void>;
}

/** With more of the centroids moved, a whole pass takes less time. */
const MOST_MOVED = 0.7;

/** Rows whose bounds did not decide are copied and scored anew in batches of this many. */
const BATCH_ROWS = 4096;

/**
 * The nearest centroid of every row, pass after pass, as Lloyd's iterations move the centroids: the same as
 * `nearestCentroids` finds, with less to multiply. Scores of centroids that stay as they were stay as well, so a pass
 * multiplies the rows with the moved centroids alone, and compares with the row's own score and a bound of the others'
 * from before. Rows that this does not decide beyond rounding are scored against all centroids.
 */
export class NearestAfterMoves {
  private readonly bounds: ScoreBounds;
  private before?: Float32Array; // [clusters, width]
  private error?: ScoreError;

  /** @param nearest holds the result of the last pass, [rows]; not to be changed by others. */
  constructor(
    private readonly matrix: RowMatrix,
    private readonly nearest: Uint32Array,
  ) {
    this.bounds = { own: new Float32Array(matrix.count), others: new Float32Array(matrix.count) };
  }

  /** @param centroids row-major [clusters, width]. */
  async pass(centroids: Float32Array, options: PassOptions): Promise<void> {
    const { matrix, nearest, bounds, before } = this;
    const { width } = matrix;
    this.before = centroids.slice();
    this.error ??= await ScoreError.create(width);
    this.error.allow(centroids, width);
    const moved = before ? movedCentroids(before, centroids, width) : undefined;
    if (moved?.length === 0) return;
    if (!moved || moved.length > (MOST_MOVED * centroids.length) / width)
      return nearestCentroids(matrix, centroids, nearest, { ...options, bounds });
    const undecided = await this.compareMoved(centroids, moved, options);
    for (let from = 0; from < undecided.length; from += BATCH_ROWS)
      await this.compareAll(centroids, undecided.slice(from, from + BATCH_ROWS), options);
  }

  /** Compares the moved centroids with what is known of the others, and returns the rows where that does not decide. */
  private async compareMoved(
    centroids: Float32Array,
    moved: number[],
    options: PassOptions,
  ): Promise<number[]> {
    const { matrix, nearest, error } = this;
    const { own, others } = this.bounds;
    const { width } = matrix;
    const hasMoved = new Uint8Array(centroids.length / width);
    const columns = new Float32Array(moved.length * width);
    moved.forEach((cluster, at) => {
      hasMoved[cluster] = 1;
      columns.set(centroids.subarray(cluster * width, (cluster + 1) * width), at * width);
    });
    const undecided: number[] = [];
    await scoreBlocks(matrix, columns, { ...options, wanted: 1 }, (scores, from, to) => {
      for (let row = from; row < to; row++) {
        const { cluster, best, second } = bestTwo(scores, row - from);
        const doubt = error!.doubt(matrix.lengths[row]!);
        const stays = hasMoved[nearest[row]!] ? -Infinity : own[row]!;
        const known = others[row]!;
        if (stays - Math.max(best, known) > doubt) {
          others[row] = Math.max(best, known);
        } else if (best - Math.max(stays, second, known) > doubt) {
          nearest[row] = moved[cluster]!;
          own[row] = best;
          others[row] = Math.max(stays, second, known);
        } else {
          undecided.push(row);
        }
      }
    });
    return undecided;
  }

  private async compareAll(centroids: Float32Array, rows: number[], options: PassOptions): Promise<void> {
    const found = new Uint32Array(rows.length);
    const bounds = { own: new Float32Array(rows.length), others: new Float32Array(rows.length) };
    await nearestCentroids(selectRows(this.matrix, rows), centroids, found, { ...options, bounds });
    rows.forEach((row, at) => {
      this.nearest[row] = found[at]!;
      this.bounds.own[row] = bounds.own[at]!;
      this.bounds.others[row] = bounds.others[at]!;
    });
  }
}

function movedCentroids(before: Float32Array, after: Float32Array, width: number): number[] {
  const moved: number[] = [];
  for (let cluster = 0; cluster < after.length / width; cluster++) {
    const end = (cluster + 1) * width;
    let at = cluster * width;
    while (at < end && before[at] === after[at]) at += 1;
    if (at < end) moved.push(cluster);
  }
  return moved;
}

import { checkWhole, KMeansInputError } from "./kmeans-input-error.ts";
import { nearestWithDistances } from "./nearest-with-distances.ts";
import { createPause } from "./pause.ts";
import { countRows, rowMatrix } from "./row-matrix.ts";

/** Options of `assign`. */
export interface AssignOptions {
  /** Columns of rows and centroids. */
  width: number;
  /** Whether the centroids came from spherical k-means: rows are compared by direction. @default false */
  spherical?: boolean;
  /**
   * Added to the squared distance to each centroid, 0 or more, [clusters]: what balanced k-means found.
   * @default none
   */
  penalties?: Float64Array;
  /**
   * Upper bound of the bytes that one block of rows and its products take on the backend.
   * @default 64 MiB on native TensorFlow, 16 MiB elsewhere; what 256 rows take if that is more
   */
  blockBytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: { rowsDone: number; rows: number }) => void;
}

/** The nearest centroid of every row. */
export interface Assigned {
  /** Cluster id of each row, [count]. */
  assignments: Uint32Array;
  /** Squared Euclidean distance, without penalty, of each row (scaled to length 1 if spherical) to its centroid, [count]. */
  distances: Float64Array;
}

/**
 * The nearest centroid of every row by Euclidean distance (squared, plus its penalty if there are any), exact ties to the lowest id. The same on every backend and
 * for every block size.
 *
 * @param rows row-major [count, width].
 * @param centroids row-major [clusters, width].
 * @throws {KMeansInputError} on shapes that do not fit or values that are not finite.
 */
export async function assign(
  rows: Float32Array,
  centroids: Float32Array,
  { width, spherical = false, penalties, blockBytes, signal, onProgress }: AssignOptions,
): Promise<Assigned> {
  checkWhole("blockBytes", blockBytes ?? 1, 1);
  // Distances tell finite rows: without directions, one pass less over the rows
  const matrix = spherical
    ? rowMatrix("rows", rows, width, true)
    : { values: rows, width, count: countRows("rows", rows, width) };
  if (centroids.length === 0 || centroids.length % width !== 0) {
    throw new KMeansInputError(
      "centroids",
      `a positive multiple of width ${width} values`,
      String(centroids.length),
    );
  }
  if (!centroids.every(Number.isFinite))
    throw new KMeansInputError("centroids", "finite values", "NaN or infinity");
  if (penalties && (penalties.length !== centroids.length / width || !penalties.every((one) => one >= 0))) {
    throw new KMeansInputError(
      "penalties",
      "a number, 0 or more, for each centroid",
      `${penalties.length} numbers`,
    );
  }
  const pause = createPause(signal);
  const assignments = new Uint32Array(matrix.count);
  const distances = new Float64Array(matrix.count);
  let checked = 0;
  const afterBlock = async (rowsDone: number) => {
    for (; checked < rowsDone; checked++)
      if (!Number.isFinite(distances[checked]))
        throw new KMeansInputError("rows", "finite values", "NaN or infinity", checked);
    onProgress?.({ rowsDone, rows: matrix.count });
    await pause();
  };
  const found = { nearest: assignments, distances };
  await nearestWithDistances(matrix, centroids, found, { penalties, blockBytes, afterBlock });
  return { assignments, distances };
}

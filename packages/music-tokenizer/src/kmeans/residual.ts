import { fitKMeans, type KMeans, type KMeansOptions } from "./fit-kmeans.ts";
import { checkWhole } from "./kmeans-input-error.ts";
import { rowMatrix } from "./row-matrix.ts";

/** Options of `fitResidualKMeans`. */
export interface ResidualKMeansOptions extends Omit<KMeansOptions, "initialCentroids" | "onProgress"> {
  /** Codebooks, each of what the ones before it leave over. */
  levels: number;
  /** The first centroids of each level, row-major [clusters, width], instead of seeding. @default none */
  initialCentroids?: readonly Float32Array[];
  onProgress?: (
    progress: Parameters<NonNullable<KMeansOptions["onProgress"]>>[0] & { level: number },
  ) => void;
}

/**
 * Residual k-means: the second codebook is fitted on the differences between the rows and their centroids, the third on
 * what is left then, and so on; a row's code is one cluster a level (residual vector quantization, Chen et al. 2010).
 * Where spherical, directions are clustered on the first level only: a difference of directions is none.
 *
 * @param rows row-major [count, width].
 * @returns one codebook a level.
 * @throws {KMeansInputError} as `fitKMeans`, and unless `levels` is a whole number, 1 or more.
 */
export async function fitResidualKMeans(
  rows: Float32Array,
  { levels, initialCentroids, onProgress, ...options }: ResidualKMeansOptions,
): Promise<KMeans[]> {
  checkWhole("levels", levels, 1);
  const { width, seed = 1, spherical = false } = options;
  const fitted: KMeans[] = [];
  let left = rows;
  for (let level = 1; level <= levels; level++) {
    const sphericalLevel = spherical && level === 1;
    const kmeans = await fitKMeans(left, {
      ...options,
      seed: (seed + level - 1) % 2 ** 32,
      spherical: sphericalLevel,
      initialCentroids: initialCentroids?.[level - 1],
      onProgress: (progress) => onProgress?.({ ...progress, level }),
    });
    fitted.push(kmeans);
    if (level < levels)
      left = residuals(left, kmeans.centroids, kmeans.assignments, { width, spherical: sphericalLevel });
  }
  return fitted;
}

/**
 * Rows (scaled to length 1 if spherical) minus their centroids, row-major [count, width].
 *
 * @throws {KMeansInputError} as `assign`.
 */
export function residuals(
  rows: Float32Array,
  centroids: Float32Array,
  assignments: Uint32Array,
  { width, spherical = false }: { width: number; spherical?: boolean },
): Float32Array {
  const { values } = rowMatrix("rows", rows, width, spherical);
  const left = values.slice();
  assignments.forEach((cluster, row) => {
    for (let at = 0; at < width; at++) left[row * width + at]! -= centroids[cluster * width + at]!;
  });
  return left;
}

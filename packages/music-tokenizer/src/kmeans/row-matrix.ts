import { checkWhole, KMeansInputError } from "./kmeans-input-error.ts";

/** Checked rows with their lengths. */
export interface RowMatrix {
  /** Row-major [count, width]. */
  values: Float32Array;
  width: number;
  count: number;
  /** Euclidean length of each row, [count]. */
  lengths: Float64Array;
}

/**
 * @param unitLength whether to scale every row to length 1 (in a copy).
 * @throws {KMeansInputError} on a length that is no multiple of `width`, a value that is not finite, or a row of zeros
 *   that should be scaled.
 */
export function rowMatrix(option: string, rows: Float32Array, width: number, unitLength: boolean): RowMatrix {
  const count = countRows(option, rows, width);
  const lengths = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const squares = squaredLength(rows, row, width);
    if (!Number.isFinite(squares))
      throw new KMeansInputError(option, "finite values", "NaN or infinity", row);
    lengths[row] = Math.sqrt(squares);
  }
  if (!unitLength) return { values: rows, width, count, lengths };
  const values = new Float32Array(rows.length);
  for (let row = 0; row < count; row++) {
    if (lengths[row] === 0)
      throw new KMeansInputError(option, "a direction (spherical)", "a row of zeros", row);
    for (let at = row * width; at < (row + 1) * width; at++) values[at] = rows[at]! / lengths[row]!;
  }
  return { values, width, count, lengths: lengths.fill(1) };
}

/** @throws {KMeansInputError} on a length that is no positive multiple of `width`. */
export function countRows(option: string, rows: Float32Array, width: number): number {
  checkWhole("width", width, 1);
  const count = rows.length / width;
  if (!Number.isInteger(count) || count === 0) {
    throw new KMeansInputError(option, `a positive multiple of width ${width} values`, String(rows.length));
  }
  return count;
}

/** Squared Euclidean length of a row, in float64; four sums keep the adders busy. */
export function squaredLength(values: Float32Array, row: number, width: number): number {
  const end = (row + 1) * width;
  let at = row * width;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (; at + 4 <= end; at += 4) {
    first += values[at]! * values[at]!;
    second += values[at + 1]! * values[at + 1]!;
    third += values[at + 2]! * values[at + 2]!;
    fourth += values[at + 3]! * values[at + 3]!;
  }
  for (; at < end; at++) first += values[at]! * values[at]!;
  return first + second + (third + fourth);
}

/** Squared Euclidean distance of a row to a centroid, in float64; four sums keep the adders busy. */
export function squaredDistance(
  values: Float32Array,
  row: number,
  centroids: Float32Array,
  cluster: number,
  width: number,
): number {
  const end = (row + 1) * width;
  let x = row * width;
  let c = cluster * width;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (; x + 4 <= end; x += 4, c += 4) {
    const a = values[x]! - centroids[c]!;
    const b = values[x + 1]! - centroids[c + 1]!;
    const d = values[x + 2]! - centroids[c + 2]!;
    const e = values[x + 3]! - centroids[c + 3]!;
    first += a * a;
    second += b * b;
    third += d * d;
    fourth += e * e;
  }
  for (; x < end; x++, c++) {
    const difference = values[x]! - centroids[c]!;
    first += difference * difference;
  }
  return first + second + (third + fourth);
}

/** Some rows of a matrix, copied, in the order given. */
export function selectRows({ values, width, lengths }: RowMatrix, rows: ArrayLike<number>): RowMatrix {
  const selected = new Float32Array(rows.length * width);
  const selectedLengths = new Float64Array(rows.length);
  for (let to = 0; to < rows.length; to++) {
    const row = rows[to]!;
    selected.set(values.subarray(row * width, (row + 1) * width), to * width);
    selectedLengths[to] = lengths[row]!;
  }
  return { values: selected, width, count: rows.length, lengths: selectedLengths };
}

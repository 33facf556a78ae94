import { ArgumentError } from "../errors/argument-error.ts";

export interface DenseIndexOptions {
  /** One embedding per catalogue row, of any length. Row-major [size, width]; copied. */
  rows: Float32Array;
  width: number;
}

export interface DenseIndex {
  readonly size: number;
  readonly width: number;
  /** Cosine of the vector with every row, −1 to 1; 0 for rows and vectors of zeros. [width] -> [size] */
  scores(vector: ArrayLike<number>): Float32Array;
  /** The row scaled to length 1; zeros stay zeros. A view: do not write to it. [width] */
  unitRow(row: number): Float32Array;
}

/**
 * Exact cosine search over embeddings of any embedder.
 *
 * @throws {ArgumentError} if `rows` is not a whole number of rows or holds a value that is not finite; likewise for a
 *   vector of another width.
 */
export function createDenseIndex({ rows, width }: DenseIndexOptions): DenseIndex {
  if (!Number.isInteger(width) || width < 1)
    throw new ArgumentError({ argument: "width", expected: "a whole number from 1", got: width });
  if (rows.length === 0 || rows.length % width !== 0)
    throw new ArgumentError({
      argument: "rows",
      expected: `a multiple of ${width} values, at least one row`,
      got: rows.length,
    });
  const size = rows.length / width;
  const units = new Float32Array(rows.length);
  for (let row = 0; row < size; row++)
    units.set(unitVector(rows.subarray(row * width, (row + 1) * width), `rows[${row}]`), row * width);

  return {
    size,
    width,
    scores(vector) {
      if (vector.length !== width)
        throw new ArgumentError({ argument: "vector", expected: `${width} values`, got: vector.length });
      return multiply(units, unitVector(vector, "vector"), size);
    },
    unitRow: (row) => units.subarray(row * width, (row + 1) * width),
  };
}

/** The vector scaled to length 1; zeros stay zeros. @throws {ArgumentError} for a value that is not finite. */
export function unitVector(vector: ArrayLike<number>, argument = "vector"): Float32Array {
  let squares = 0;
  for (let column = 0; column < vector.length; column++) squares += vector[column]! ** 2;
  if (!Number.isFinite(squares))
    throw new ArgumentError({ argument, expected: "made of finite numbers", got: `a length of ${squares}` });
  const length = Math.sqrt(squares);
  return Float32Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

function multiply(matrix: Float32Array, vector: Float32Array, size: number): Float32Array {
  const width = vector.length;
  const products = new Float32Array(size);
  for (let row = 0; row < size; row++) {
    const start = row * width;
    // Two sums, so that an addition need not wait for the one before.
    let even = 0;
    let odd = 0;
    for (let column = 0; column + 1 < width; column += 2) {
      even += matrix[start + column]! * vector[column]!;
      odd += matrix[start + column + 1]! * vector[column + 1]!;
    }
    if (width % 2 === 1) even += matrix[start + width - 1]! * vector[width - 1]!;
    products[row] = even + odd;
  }
  return products;
}

import { ArgumentError } from "../errors/argument-error.ts";

/** Options of `createDenseIndex`. */
export interface DenseIndexOptions {
  /** One embedding per catalogue row, of any length. Row-major [size, width]; copied. */
  rows: Float32Array;
  /** Numbers in a row. */
  width: number;
}

/** Rows of one width, compared by cosine. */
export interface DenseIndex {
  /** Number of rows. */
  readonly size: number;
  /** Numbers in a row. */
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

/** Four rows at a time and two columns of each: every value of the vector is read once for four products. */
function multiply(matrix: Float32Array, vector: Float32Array, size: number): Float32Array {
  const width = vector.length;
  const factors = Float64Array.from(vector); // spares a conversion per product
  const pairs = width - (width % 2);
  const products = new Float32Array(size);
  for (let row = 0; row < size; row += 4) {
    // Past the end the last row is computed again.
    const row1 = Math.min(row + 1, size - 1);
    const row2 = Math.min(row + 2, size - 1);
    const row3 = Math.min(row + 3, size - 1);
    const [start0, start1, start2, start3] = [row * width, row1 * width, row2 * width, row3 * width];
    let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
    for (let column = 0; column < pairs; column += 2) {
      const a = factors[column]!;
      const b = factors[column + 1]!;
      sum0 += matrix[start0 + column]! * a + matrix[start0 + column + 1]! * b;
      sum1 += matrix[start1 + column]! * a + matrix[start1 + column + 1]! * b;
      sum2 += matrix[start2 + column]! * a + matrix[start2 + column + 1]! * b;
      sum3 += matrix[start3 + column]! * a + matrix[start3 + column + 1]! * b;
    }
    for (let column = pairs; column < width; column++) {
      const a = factors[column]!;
      sum0 += matrix[start0 + column]! * a;
      sum1 += matrix[start1 + column]! * a;
      sum2 += matrix[start2 + column]! * a;
      sum3 += matrix[start3 + column]! * a;
    }
    products[row] = sum0;
    products[row1] = sum1;
    products[row2] = sum2;
    products[row3] = sum3;
  }
  return products;
}

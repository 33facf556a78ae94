/**
 * Lower triangle L of a symmetric positive definite matrix, L · Lᵀ = matrix; row by row, in double precision.
 *
 * @param matrix row-major [size, size]; its lower triangle is read.
 * @param betweenRows awaited before the first row and after every 64: how many are done. A rejection stops.
 * @returns row-major [size, size] with zeros above the diagonal, or nothing if the matrix is not positive definite.
 */
export async function cholesky(
  matrix: ArrayLike<number>,
  size: number,
  betweenRows?: (done: number) => Promise<void>,
): Promise<Float64Array | undefined> {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    if (row % 64 === 0) await betweenRows?.(row);
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) rest -= lower[row * size + k]! * lower[column * size + k]!;
      if (column < row) {
        lower[row * size + column] = rest / lower[column * size + column]!;
      } else {
        if (!(rest > 0)) return undefined;
        lower[row * size + row] = Math.sqrt(rest);
      }
    }
  }
  return lower;
}

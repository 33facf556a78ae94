/** Rows or options that k-means cannot use: which, what it expected, what it got. */
export class KMeansInputError extends Error {
  override readonly name = "KMeansInputError";

  constructor(
    /** The argument or option at fault. */
    readonly option: string,
    readonly expected: string,
    readonly got: string,
    /** The row at fault, where one is. */
    readonly row?: number,
  ) {
    const where = row === undefined ? option : `${option}, row ${row}`;
    super(`K-means, ${where}: expected ${expected}, got ${got}. Correct the call or drop the row.`);
  }
}

/** @throws {KMeansInputError} unless `value` is a whole number from `from` to `to`. */
export function checkWhole(option: string, value: number, from: number, to = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(value) && value >= from && value <= to) return;
  const range = to === Number.MAX_SAFE_INTEGER ? `${from} or more` : `${from} to ${to}`;
  throw new KMeansInputError(option, `a whole number, ${range}`, String(value));
}

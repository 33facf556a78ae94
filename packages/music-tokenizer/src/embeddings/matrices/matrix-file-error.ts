/** A file of numbers that cannot be read: which, what was expected, what it holds. */
export class MatrixFileError extends Error {
  override readonly name = "MatrixFileError";
  constructor(
    readonly file: string,
    readonly expected: string,
    readonly got: string,
  ) {
    super(`${file}: expected ${expected}, got ${got}. Write the file again, or name another.`);
  }
}

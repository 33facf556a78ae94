/** A catalogue, playlist or id file that cannot be read: where, what was expected, what stands there. */
export class CatalogueFileError extends Error {
  override readonly name = "CatalogueFileError";

  constructor(
    readonly file: string,
    /** From 1; in Parquet the row. 0 = the file as a whole. */
    readonly line: number,
    readonly expected: string,
    readonly got: string,
  ) {
    super(
      `${file}${line > 0 ? `:${line}` : ""}: expected ${expected}, got ${got}. Correct the file and run again.`,
    );
  }
}

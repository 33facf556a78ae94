/** Rows that do not come as the embedder promised: another number, another width, or values that are not finite. */
export class EmbeddedRowsError extends Error {
  override readonly name = "EmbeddedRowsError";
  constructor(
    readonly row: number,
    readonly expected: string,
    readonly got: string,
  ) {
    super(
      `The embedder's row ${row}: expected ${expected}, got ${got}. Check the model, its texts and its settings.`,
    );
  }
}

/** Gathers rows of a width that the first one tells. */
export class RowBuffer {
  #rows = new Float32Array();
  #width = 0;

  constructor(readonly count: number) {}

  /** Row-major [count, width]. */
  get rows(): Float32Array {
    return this.#rows;
  }

  /** 0 before the first row. */
  get width(): number {
    return this.#width;
  }

  /** @throws EmbeddedRowsError when the row has another width than the first, or holds what is no finite number. */
  set(row: number, values: ArrayLike<number>): void {
    if (this.#width === 0) {
      if (values.length === 0) throw new EmbeddedRowsError(row, "one value or more", "none");
      this.#width = values.length;
      this.#rows = new Float32Array(this.count * values.length);
    }
    if (values.length !== this.#width)
      throw new EmbeddedRowsError(row, `${this.#width} values, as in the first`, String(values.length));
    for (let i = 0; i < values.length; i++)
      if (!Number.isFinite(values[i]))
        throw new EmbeddedRowsError(row, "finite numbers", `${String(values[i])} at ${i}`);
    this.#rows.set(values, row * this.#width);
  }
}

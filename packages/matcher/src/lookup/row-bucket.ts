/** The least of the rows that it is given, at most `keep` of them. */
export class RowBucket {
  /** A row from here on need not be added: `keep` lesser ones are known. */
  bound = Infinity;
  #rows = new Uint32Array(64);
  #length = 0;
  #keep = 0;

  reset(keep: number): void {
    this.#keep = keep;
    this.#length = 0;
    this.bound = Infinity;
  }

  add(row: number): void {
    this.#rows[this.#length++] = row;
    if (this.#length >= Math.max(2 * this.#keep, 128)) {
      this.bound = this.rows()[this.#keep - 1]!;
      this.#length = this.#keep;
    }
    if (this.#length < this.#rows.length) return;
    const longer = new Uint32Array(2 * this.#length);
    longer.set(this.#rows);
    this.#rows = longer;
  }

  /** Ascending; a view, until the next row is added. */
  rows(): Uint32Array {
    const rows = this.#rows.subarray(0, this.#length);
    // oxlint-disable-next-line unicorn/no-array-sort -- in place: a copy takes longer than the sorting
    if (this.#length > 1) rows.sort();
    return rows.subarray(0, this.#keep);
  }
}

/** The least of the rows that it is given, at most `keep` of them. */
export class RowBucket {
  /** A row from here on need not be added: `keep` lesser ones are known. */
  bound = Infinity;
  #rows = new Uint32Array(32);
  #length = 0;
  #keep = 0;

  reset(keep: number): void {
    this.#keep = keep;
    this.#length = 0;
    this.bound = Infinity;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(row: number): void {
    this.#rows[this.#length++] = row;
    if (this.#length < this.#rows.length) return;
    if (this.#length >= 2 * this.#keep) this.#drop();
    else {
      const longer = new Uint32Array(2 * this.#length);
      longer.set(this.#rows);
      this.#rows = longer;
    }
  }

  /** Ascending; a view, valid until the next addition. */
  rows(): Uint32Array {
    return this.#rows.subarray(0, this.#length).sort().subarray(0, this.#keep);
  }

  /** Once full, keeps the least `keep` rows, so that the cost of an addition stays constant on average. */
  #drop(): void {
    this.#rows.subarray(0, this.#length).sort();
    this.#length = this.#keep;
    this.bound = this.#rows[this.#keep - 1]!;
  }
}

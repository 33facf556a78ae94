/** The least of the rows that it is given, at most `keep` of them. */
export class RowBucket {
  /** A row from here on need not be added: `keep` lesser ones are known. */
  bound = Infinity;
  #rows = new Uint32Array(64);
  #length = 0;
  #keep = 0;
  /** Once it holds so many, all but the least `keep` are dropped. */
  #most = 0;

  reset(keep: number): void {
    this.#keep = keep;
    this.#most = Math.max(2 * keep, 128);
    this.#length = 0;
    this.bound = Infinity;
  }

  get isFull(): boolean {
    return this.#length >= this.#keep;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(row: number): void {
    this.#rows[this.#length++] = row;
    if (this.#length >= this.#most) this.#drop();
    if (this.#length < this.#rows.length) return;
    const longer = new Uint32Array(2 * this.#length);
    longer.set(this.#rows);
    this.#rows = longer;
  }

  /** Ascending. */
  rows(): Uint32Array {
    return this.#rows.subarray(0, this.#length).toSorted().subarray(0, this.#keep);
  }

  #drop(): void {
    const least = this.rows();
    this.#rows.set(least);
    this.#length = this.#keep;
    this.bound = least[this.#keep - 1]!;
  }
}

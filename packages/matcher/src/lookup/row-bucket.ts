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
    if (this.#length > this.#keep) this.#drop();
    return this.#rows.subarray(0, this.#length).toSorted();
  }

  /** Once full, keeps the least `keep` rows, so that the cost of an addition stays constant on average. */
  #drop(): void {
    const last = this.#keep - 1;
    selectLeast(this.#rows, this.#length, last);
    this.#length = this.#keep;
    this.bound = this.#rows[last]!;
  }
}

/** Reorders the first `length` values so that the least `nth` come first, then the one after them (Hoare's quickselect). */
function selectLeast(values: Uint32Array, length: number, nth: number): void {
  let [low, high] = [0, length - 1];
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!;
    let [left, right] = [low, high];
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const value = values[left]!;
      values[left++] = values[right]!;
      values[right--] = value;
    }
    if (nth <= right) high = right;
    else if (nth >= left) low = left;
    else return;
  }
}

/** Integers of 32 bits, one after another, in memory that grows. */
export class IntegerColumn {
  length = 0;
  private values = new Int32Array(1 << 10);

  /** @returns the row of the value. */
  push(value: number): number {
    if (this.length === this.values.length) {
      const grown = new Int32Array(2 * this.length);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length] = value;
    return this.length++;
  }

  at(row: number): number {
    return this.values[row] as number;
  }

  /** A copy, in memory of its own. */
  toArray(): Int32Array {
    return this.values.slice(0, this.length);
  }
}

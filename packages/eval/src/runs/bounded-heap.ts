/** The best rows seen so far, at most `capacity`; of equal scores the lower row is better. */
export class BoundedHeap {
  private readonly keptRows: Int32Array;
  private readonly keptScores: Float64Array;
  private size = 0;

  constructor(capacity: number) {
    this.keptRows = new Int32Array(capacity);
    this.keptScores = new Float64Array(capacity);
  }

  get capacity(): number {
    return this.keptRows.length;
  }

  /** The lowest score that is kept; `-Infinity` while there is room. */
  get worst(): number {
    return this.size < this.keptRows.length ? -Infinity : this.size === 0 ? Infinity : this.keptScores[0]!;
  }

  clear(): void {
    this.size = 0;
  }

  offer(row: number, score: number): void {
    if (this.size < this.keptRows.length) this.siftUp(this.size++, row, score);
    else if (this.size > 0 && this.isWorse(0, row, score)) this.siftDown(this.size, row, score);
  }

  /** Empties the heap, best first. */
  drain(): { rows: Int32Array; scores: Float64Array } {
    const rows = new Int32Array(this.size);
    const scores = new Float64Array(this.size);
    while (this.size > 0) {
      const last = --this.size;
      rows[last] = this.keptRows[0]!;
      scores[last] = this.keptScores[0]!;
      this.siftDown(last, this.keptRows[last]!, this.keptScores[last]!);
    }
    return { rows, scores };
  }

  /** Whether the entry at a place is worse than this one. */
  private isWorse(place: number, row: number, score: number): boolean {
    const other = this.keptScores[place]!;
    return other < score || (other === score && this.keptRows[place]! > row);
  }

  private siftUp(from: number, row: number, score: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.isWorse(parent, row, score)) break;
      this.keptRows[place] = this.keptRows[parent]!;
      this.keptScores[place] = this.keptScores[parent]!;
      place = parent;
    }
    this.keptRows[place] = row;
    this.keptScores[place] = score;
  }

  /** Puts an entry at the top, in place of the worst, among the first `size`. */
  private siftDown(size: number, row: number, score: number): void {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && this.isWorse(child + 1, this.keptRows[child]!, this.keptScores[child]!))
        child++;
      if (!this.isWorse(child, row, score)) break;
      this.keptRows[place] = this.keptRows[child]!;
      this.keptScores[place] = this.keptScores[child]!;
      place = child;
    }
    this.keptRows[place] = row;
    this.keptScores[place] = score;
  }
}

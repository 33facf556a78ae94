import type { Postings } from "./postings.ts";

/**
 * What the terms of a query so far add up to, for every document, in steps of `postings.step` and each posting rounded
 * up: whole numbers are added and compared in a fraction of the time. The sum of a document is never above this, and
 * less than one step a posting below.
 */
export class ScoreSums {
  private readonly postings: Postings;
  /** 0: none of the terms; far below 0: excluded, whatever is added. [size] */
  private readonly sums: Int32Array;
  /** What `atLeast` gives. [size] */
  private readonly rows: Int32Array;
  /** What `reachedBy` sorts. */
  private selected = new Int32Array(0);
  private readonly terms: number[] = [];
  private excluded: readonly number[] = [];
  /** Some documents that have a term, each once. */
  private readonly sample: number[] = [];
  private work = 0;

  constructor(postings: Postings, size: number) {
    this.postings = postings;
    this.sums = new Int32Array(size);
    this.rows = new Int32Array(size);
  }

  exclude(rows: readonly number[]): void {
    this.excluded = rows;
    for (const row of rows) this.sums[row] = EXCLUDED;
  }

  /** Adds a term's postings. The first `sampleSize` documents that have a term are remembered. */
  add(term: number, count: number, sampleSize: number): void {
    const { starts, entries, stepBits } = this.postings;
    const [start, end] = [starts[term]!, starts[term + 1]!];
    if (this.sample.length < sampleSize)
      collectNew(entries, stepBits, start, end, this.sums, this.sample, sampleSize);
    addPostings(entries, stepBits, start, end, count, this.sums);
    this.terms.push(term);
    this.work += end - start;
  }

  /** The highest sum that `limit` of these documents reach; 0 when they are too few. */
  reachedBy(limit: number, documents: ArrayLike<number> = this.sample): number {
    const count = documents.length;
    if (count < limit || limit === 0) return 0;
    if (this.selected.length < count) this.selected = new Int32Array(2 * count);
    const { selected, sums } = this;
    for (let place = 0; place < count; place++) selected[place] = sums[documents[place]!]!;
    return Math.max(0, kthLargest(selected, count, limit));
  }

  /** The documents that have a term and at least this sum. A view that the next call overwrites. */
  atLeast(lowest: number): Int32Array {
    const floor = Math.max(Math.ceil(lowest), 1); // 1 keeps out the documents without a term
    const { sums, rows } = this;
    if (this.isDense()) return rows.subarray(0, scanDocuments(sums, floor, rows));
    const { starts, entries, stepBits } = this.postings;
    let count = 0;
    for (const term of this.terms)
      count = scanPostings(entries, stepBits, starts[term]!, starts[term + 1]!, sums, floor, rows, count);
    for (let place = 0; place < count; place++) sums[rows[place]!]! *= -1;
    return rows.subarray(0, count);
  }

  /** Moves those of some documents that have at least this sum to the front. A view of them. */
  among(documents: Int32Array, lowest: number): Int32Array {
    const { sums } = this;
    let count = 0;
    for (let place = 0; place < documents.length; place++) {
      const row = documents[place]!;
      if (sums[row]! >= lowest) documents[count++] = row;
    }
    return documents.subarray(0, count);
  }

  clear(): void {
    if (this.isDense()) this.sums.fill(0);
    else {
      const { starts, entries, stepBits } = this.postings;
      for (const term of this.terms)
        clearPostings(entries, stepBits, starts[term]!, starts[term + 1]!, this.sums);
    }
    for (const row of this.excluded) this.sums[row] = 0;
    this.terms.length = 0;
    this.sample.length = 0;
    this.work = 0;
  }

  /** Whether going through all documents costs less than going through the postings again. */
  private isDense(): boolean {
    return this.work > this.sums.length / 4;
  }
}

/** No sum of a query with at most {@link MOST_WORDS} words lifts it to 0, and taking a floor from it does not overflow. */
const EXCLUDED = -(2 ** 30);
/** Words of a query, repeats included, whose steps add up to less than 2^30. */
export const MOST_WORDS = 2 ** 14;

// The loops over postings stand alone: in functions this small, V8 keeps everything in registers.

function addPostings(
  entries: Uint32Array,
  stepBits: number,
  start: number,
  end: number,
  count: number,
  sums: Int32Array,
): void {
  const mask = (1 << stepBits) - 1;
  for (let posting = start; posting < end; posting++) {
    const entry = entries[posting]!;
    const row = entry >>> stepBits;
    sums[row] = (sums[row]! + Math.imul(count, entry & mask)) | 0;
  }
}

function clearPostings(
  entries: Uint32Array,
  stepBits: number,
  start: number,
  end: number,
  sums: Int32Array,
): void {
  for (let posting = start; posting < end; posting++) sums[entries[posting]! >>> stepBits] = 0;
}

function collectNew(
  entries: Uint32Array,
  stepBits: number,
  start: number,
  end: number,
  sums: Int32Array,
  sample: number[],
  sampleSize: number,
): void {
  for (let posting = start; posting < end && sample.length < sampleSize; posting++) {
    const row = entries[posting]! >>> stepBits;
    if (sums[row] === 0) sample.push(row);
  }
}

/** Four at a time: where all four differences are negative, so is their bitwise and. */
function scanDocuments(sums: Int32Array, floor: number, rows: Int32Array): number {
  const fours = sums.length - (sums.length % 4);
  let count = 0;
  for (let row = 0; row < fours; row += 4) {
    const first = (sums[row]! - floor) | 0;
    const second = (sums[row + 1]! - floor) | 0;
    const third = (sums[row + 2]! - floor) | 0;
    const fourth = (sums[row + 3]! - floor) | 0;
    if ((first & second & third & fourth) < 0) continue;
    if (first >= 0) rows[count++] = row;
    if (second >= 0) rows[count++] = row + 1;
    if (third >= 0) rows[count++] = row + 2;
    if (fourth >= 0) rows[count++] = row + 3;
  }
  for (let row = fours; row < sums.length; row++) if (sums[row]! >= floor) rows[count++] = row;
  return count;
}

/** A document comes once for every term that it has: its sum turns negative when it is taken the first time. */
function scanPostings(
  entries: Uint32Array,
  stepBits: number,
  start: number,
  end: number,
  sums: Int32Array,
  floor: number,
  rows: Int32Array,
  countBefore: number,
): number {
  let count = countBefore;
  for (let posting = start; posting < end; posting++) {
    const row = entries[posting]! >>> stepBits;
    if (!(sums[row]! >= floor)) continue;
    rows[count++] = row;
    sums[row]! *= -1;
  }
  return count;
}

/** Quickselect: the k-th largest of the first `size` values, which change places. */
function kthLargest(values: Int32Array, size: number, k: number): number {
  let low = 0;
  let high = size - 1;
  const place = k - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! > pivot) left++;
      while (values[right]! < pivot) right--;
      if (left > right) break;
      const value = values[left]!;
      values[left++] = values[right]!;
      values[right--] = value;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place]!;
}

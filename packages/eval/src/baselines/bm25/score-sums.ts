import { BoundedHeap } from "../../runs/bounded-heap.ts";
import type { Postings } from "./postings.ts";

/** What the terms of a query so far add up to, for every document. */
export class ScoreSums {
  private readonly postings: Postings;
  /** 0: none of the terms; −Infinity: excluded, whatever is added. [size] */
  private readonly sums: Float32Array;
  /** What `atLeast` gives. [size] */
  private readonly rows: Int32Array;
  private readonly terms: number[] = [];
  private excluded: readonly number[] = [];
  /** Some documents that have a term, each once. */
  private readonly sample: number[] = [];
  private work = 0;
  private heap = new BoundedHeap(0);

  constructor(postings: Postings, size: number) {
    this.postings = postings;
    this.sums = new Float32Array(size);
    this.rows = new Int32Array(size);
  }

  exclude(rows: readonly number[]): void {
    this.excluded = rows;
    for (const row of rows) this.sums[row] = -Infinity;
  }

  /** Adds a term's postings. The first `sampleSize` documents that have a term are remembered. */
  add(term: number, count: number, sampleSize: number): void {
    const { starts, documents, scores } = this.postings;
    const [start, end] = [starts[term]!, starts[term + 1]!];
    if (this.sample.length < sampleSize)
      collectNew(documents, start, end, this.sums, this.sample, sampleSize);
    addPostings(documents, scores, start, end, count, this.sums);
    this.terms.push(term);
    this.work += end - start;
  }

  /** The highest sum that `limit` of these documents reach; −Infinity when they are too few. */
  reachedBy(limit: number, documents: ArrayLike<number> = this.sample): number {
    if (documents.length < limit) return -Infinity;
    if (this.heap.capacity !== limit) this.heap = new BoundedHeap(limit);
    const { heap, sums } = this;
    heap.clear();
    let worst = heap.worst;
    for (let place = 0; place < documents.length; place++) {
      const sum = sums[documents[place]!]!;
      if (sum <= worst) continue;
      heap.offer(place, sum);
      worst = heap.worst;
    }
    return worst;
  }

  /** The documents that have a term and at least this sum. A view that the next call overwrites. */
  atLeast(lowest: number): Int32Array {
    // The least positive number keeps out the documents without a term.
    const floor = Math.max(lowest, 1e-45);
    const { sums, rows } = this;
    if (this.isDense()) return rows.subarray(0, scanDocuments(sums, floor, rows));
    const { starts, documents } = this.postings;
    let count = 0;
    for (const term of this.terms)
      count = scanPostings(documents, starts[term]!, starts[term + 1]!, sums, floor, rows, count);
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
      const { starts, documents } = this.postings;
      for (const term of this.terms) clearPostings(documents, starts[term]!, starts[term + 1]!, this.sums);
    }
    for (const row of this.excluded) this.sums[row] = 0;
    this.terms.length = 0;
    this.sample.length = 0;
    this.work = 0;
  }

  /** Whether going through all documents costs less than going through the postings again. */
  private isDense(): boolean {
    return this.work > this.sums.length / 2;
  }
}

// The loops over postings stand alone: in functions this small, V8 keeps everything in registers.

function addPostings(
  documents: Uint32Array,
  scores: Float32Array,
  start: number,
  end: number,
  count: number,
  sums: Float32Array,
): void {
  for (let posting = start; posting < end; posting++) sums[documents[posting]!]! += count * scores[posting]!;
}

function clearPostings(documents: Uint32Array, start: number, end: number, sums: Float32Array): void {
  for (let posting = start; posting < end; posting++) sums[documents[posting]!] = 0;
}

function collectNew(
  documents: Uint32Array,
  start: number,
  end: number,
  sums: Float32Array,
  sample: number[],
  sampleSize: number,
): void {
  for (let posting = start; posting < end && sample.length < sampleSize; posting++)
    if (sums[documents[posting]!] === 0) sample.push(documents[posting]!);
}

function scanDocuments(sums: Float32Array, floor: number, rows: Int32Array): number {
  let count = 0;
  for (let row = 0; row < sums.length; row++) if (sums[row]! >= floor) rows[count++] = row;
  return count;
}

/** A document comes once for every term that it has: its sum turns negative when it is taken the first time. */
function scanPostings(
  documents: Uint32Array,
  start: number,
  end: number,
  sums: Float32Array,
  floor: number,
  rows: Int32Array,
  countBefore: number,
): number {
  let count = countBefore;
  for (let posting = start; posting < end; posting++) {
    const row = documents[posting]!;
    if (!(sums[row]! >= floor)) continue;
    rows[count++] = row;
    sums[row]! *= -1;
  }
  return count;
}

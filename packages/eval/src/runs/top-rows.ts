import { ArgumentError } from "../errors/argument-error.ts";

export interface TopRowsOptions {
  /** Rows that are out of the ranking. @default none */
  exclude?: Iterable<number>;
}

/**
 * The `count` rows with the highest scores, best first; equal scores in the order of their rows. Fewer when the
 * catalogue has fewer. A bounded heap: O(rows + count · log count) for scores in random order, without sorting the rest.
 *
 * @param scores one score per catalogue row. [rows]
 * @throws {ArgumentError} if a score is `NaN` or `count` is not a whole number from 0.
 */
export function topRows(
  scores: ArrayLike<number>,
  count: number,
  { exclude = [] }: TopRowsOptions = {},
): Int32Array {
  if (!Number.isInteger(count) || count < 0)
    throw new ArgumentError({ argument: "count", expected: "a whole number from 0", got: count });
  const excluded = new Set(exclude);
  const heap = new Int32Array(Math.min(count, scores.length)); // the worst kept row at 0
  let kept = 0;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number;
    if (Number.isNaN(score))
      throw new ArgumentError({
        argument: `scores[${row}]`,
        expected: "a number that can be compared",
        got: NaN,
      });
    if (kept === heap.length && (kept === 0 || score <= (scores[heap[0]!] as number))) continue;
    if (excluded.has(row)) continue;
    if (kept < heap.length) {
      heap[kept] = row;
      siftUp(heap, kept++, scores);
    } else {
      heap[0] = row;
      siftDown(heap, kept, scores);
    }
  }
  return heap.subarray(0, kept).toSorted((a, b) => (isWorse(a, b, scores) ? 1 : -1));
}

function isWorse(a: number, b: number, scores: ArrayLike<number>): boolean {
  const scoreA = scores[a] as number;
  const scoreB = scores[b] as number;
  return scoreA < scoreB || (scoreA === scoreB && a > b);
}

function siftUp(heap: Int32Array, from: number, scores: ArrayLike<number>): void {
  let place = from;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (!isWorse(heap[place]!, heap[parent]!, scores)) return;
    swap(heap, place, parent);
    place = parent;
  }
}

function siftDown(heap: Int32Array, size: number, scores: ArrayLike<number>): void {
  let place = 0;
  for (;;) {
    let worst = place;
    for (let child = 2 * place + 1; child <= 2 * place + 2 && child < size; child++)
      if (isWorse(heap[child]!, heap[worst]!, scores)) worst = child;
    if (worst === place) return;
    swap(heap, place, worst);
    place = worst;
  }
}

function swap(heap: Int32Array, a: number, b: number): void {
  const row = heap[a]!;
  heap[a] = heap[b]!;
  heap[b] = row;
}

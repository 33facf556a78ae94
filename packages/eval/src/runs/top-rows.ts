import { ArgumentError } from "../errors/argument-error.ts";
import { BoundedHeap } from "./bounded-heap.ts";

/** Options of `topRows`. */
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
  const heap = new BoundedHeap(Math.min(count, scores.length));
  let worst = heap.worst;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number;
    if (Number.isNaN(score))
      throw new ArgumentError({
        argument: `scores[${row}]`,
        expected: "a number that can be compared",
        got: NaN,
      });
    // Later rows never take the place of an equal score.
    if ((score <= worst && worst !== -Infinity) || excluded.has(row)) continue;
    heap.offer(row, score);
    worst = heap.worst;
  }
  return heap.drain().rows;
}

import type { SeededRandom } from "../../random/seeded-random.ts";

/** Rows of a catalogue from which a track is drawn in proportion to popularity, in logarithmic time. */
export class TrackPool {
  private readonly rows: Int32Array;
  /** Popularity summed up to each row and with it. */
  private readonly cumulative: Float64Array;

  /** @param rows ascending */
  constructor(rows: ArrayLike<number>, popularity: Float64Array) {
    let sum = 0;
    this.rows = Int32Array.from(rows);
    this.cumulative = Float64Array.from(this.rows, (row) => (sum += popularity[row] as number));
  }

  /** A row of the pool between `firstRow` and `endRow` (exclusive); undefined when there is none. */
  draw(random: SeededRandom, firstRow: number, endRow: number): number | undefined {
    const first = countBelow(this.rows, firstRow);
    const end = countBelow(this.rows, endRow);
    if (first >= end) return undefined;
    const before = first === 0 ? 0 : (this.cumulative[first - 1] as number);
    const target = before + random.fraction() * ((this.cumulative[end - 1] as number) - before);
    // Rounding can bring the target to the sum itself, which no row is above.
    return this.rows[Math.min(countUpTo(this.cumulative, target), end - 1)];
  }
}

/** How many of the ascending values are below the limit. */
export function countBelow(values: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countUpTo(values: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

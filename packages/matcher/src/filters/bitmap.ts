import { MatcherInputError } from "../matcher-input-error.ts";

/**
 * Which rows may be returned: a bitmap (row r is bit r & 7 of byte r >> 3, as in Apache Arrow; rows past its end may
 * not), or a predicate.
 */
export type TrackFilter = Uint8Array | ((row: number, id: string) => boolean);

/**
 * A bitmap of rows, for filters that are used again: a market, a label's releases, what is not explicit.
 *
 * @param rows the rows that may be returned
 * @param size number of rows that it speaks about; later rows may not be returned
 * @throws MatcherInputError for a row outside 0 … size - 1
 */
export function createBitmap(rows: Iterable<number>, size: number): Uint8Array {
  const bitmap = new Uint8Array(Math.ceil(size / 8));
  for (const row of rows) {
    if (row >>> 0 !== row || row >= size)
      throw new MatcherInputError("a row of the bitmap", `a whole number below ${size}`, row);
    bitmap[row >> 3]! |= 1 << (row & 7);
  }
  return bitmap;
}

/** Whether a row is in the bitmap. */
export function bitmapFilter(bitmap: Uint8Array): (row: number) => boolean {
  return (row) => ((bitmap[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
}

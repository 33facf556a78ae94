import { sortedRows } from "./sorted-rows.ts";

/**
 * The tracks ordered by code, first modality first, tracks that share a code in catalogue order. A track's number in
 * this order is its *place*: the tracks whose codes begin alike have consecutive places. Never changes once made.
 */
export interface SortedCodes {
  /** Number of modalities. */
  depth: number;
  /** The codes in catalogue order, row-major [rowCount, depth]; removed rows as well. */
  codes: Uint16Array;
  /** The row at each place. */
  rows: Uint32Array;
  /** columns[m][place]: the code in modality m. Empty for modality 0, which `blocks` tells. */
  columns: readonly Uint16Array[];
  /** Code c of modality 0 has the places blocks[c] … blocks[c + 1] - 1. */
  blocks: Uint32Array;
}

/** Consecutive places, or consecutive positions of a list: start … end - 1. */
export interface Range {
  start: number;
  end: number;
}

/** @param keep Rows to leave out are those for which this is false. */
export function sortCodes(codes: Uint16Array, depth: number, keep?: (row: number) => boolean): SortedCodes {
  const rows = sortedRows(codes, depth, keep);
  const columns = Array.from({ length: depth }, (_, modality) =>
    modality === 0 ? new Uint16Array() : columnOf(codes, depth, rows, modality),
  );
  return { depth, codes, rows, columns, blocks: blockStarts(columnOf(codes, depth, rows, 0)) };
}

/** The codes of one modality, by place. */
export function columnOf(
  codes: Uint16Array,
  depth: number,
  rows: Uint32Array,
  modality: number,
): Uint16Array {
  const column = new Uint16Array(rows.length);
  for (let place = 0; place < rows.length; place++) column[place] = codes[rows[place]! * depth + modality]!;
  return column;
}

/** Where each code's block starts when values are grouped by code; one entry more than the largest code, plus one. */
export function blockStarts(column: Uint16Array): Uint32Array {
  let largest = -1;
  for (const code of column) if (code > largest) largest = code;
  const starts = new Uint32Array(largest + 2);
  for (const code of column) starts[code + 1]!++;
  for (let code = 1; code < starts.length; code++) starts[code]! += starts[code - 1]!;
  return starts;
}

/** The positions of a code in what `starts` divides into blocks; empty for a code that is not in use. */
export function blockOf(starts: Uint32Array, code: number): Range {
  return code >= 0 && code + 1 < starts.length
    ? { start: starts[code]!, end: starts[code + 1]! }
    : { start: 0, end: 0 };
}

/** Among the places of a shared prefix, those that go on with `code` in modality `modality` (from 1). */
export function narrowed(column: Uint16Array, code: number, { start, end }: Range): Range {
  const first = firstFrom(column, code, start, end);
  return { start: first, end: firstFrom(column, code + 1, first, end) };
}

/** The places of the tracks whose codes begin with a prefix. */
export function prefixRange({ blocks, columns, rows }: SortedCodes, prefix: ArrayLike<number>): Range {
  if (prefix.length === 0) return { start: 0, end: rows.length };
  let range = blockOf(blocks, prefix[0]!);
  for (let modality = 1; modality < prefix.length; modality++)
    range = narrowed(columns[modality]!, prefix[modality]!, range);
  return range;
}

/** The first place in an ascending stretch of a column whose code is at least `code`; gallops from the start. */
export function firstFrom(column: Uint16Array, code: number, start: number, end: number): number {
  let step = 1;
  while (start + step <= end && column[start + step - 1]! < code) {
    start += step;
    step *= 2;
  }
  end = Math.min(end, start + step - 1);
  while (start < end) {
    const middle = (start + end) >>> 1;
    if (column[middle]! < code) start = middle + 1;
    else end = middle;
  }
  return start;
}

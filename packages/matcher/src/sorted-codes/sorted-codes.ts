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

/**
 * A radix sort: one counting pass a modality, the last modality first.
 *
 * @param keep Rows for which this is false are left out.
 */
export function sortCodes(codes: Uint16Array, depth: number, keep: (row: number) => boolean): SortedCodes {
  let rows: Uint32Array = numbersUpTo(codes.length / depth).filter(keep);
  for (let m = depth - 1; m >= 0; m--) {
    const column = columnOf(codes, depth, rows, m);
    rows = grouped(rows, column, blockStarts(column));
  }
  const columns = Array.from({ length: depth }, (_, m) =>
    m === 0 ? new Uint16Array() : columnOf(codes, depth, rows, m),
  );
  return { depth, codes, rows, columns, blocks: blockStarts(columnOf(codes, depth, rows, 0)) };
}

export function numbersUpTo(length: number): Uint32Array {
  const numbers = new Uint32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = i;
  return numbers;
}

/** The codes of one modality, in the order of `rows`. */
export function columnOf(
  codes: Uint16Array,
  depth: number,
  rows: Uint32Array,
  modality: number,
): Uint16Array {
  const column = new Uint16Array(rows.length);
  for (let i = 0; i < rows.length; i++) column[i] = codes[rows[i]! * depth + modality]!;
  return column;
}

/** Where each code's block starts when values are grouped by code; and where the last one ends. */
export function blockStarts(column: Uint16Array): Uint32Array {
  let largest = -1;
  for (const code of column) if (code > largest) largest = code;
  const starts = new Uint32Array(largest + 2);
  for (const code of column) starts[code + 1]!++;
  for (let code = 1; code < starts.length; code++) starts[code]! += starts[code - 1]!;
  return starts;
}

/** The values grouped by the code parallel to them, otherwise in the order that they have. */
export function grouped(values: Uint32Array, column: Uint16Array, starts: Uint32Array): Uint32Array {
  const next = starts.slice();
  const result = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) result[next[column[i]!]!++] = values[i]!;
  return result;
}

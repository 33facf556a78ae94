/** For one modality, the rows that hold each code: code c's are `rows[starts[c]] … rows[starts[c + 1] - 1]`. */
export interface Postings {
  /** Ascending within a code. */
  rows: Uint32Array;
  starts: Uint32Array;
}

/** @param codes Row-major [rows, modalities]. */
export function postings(codes: Uint16Array, modalities: number, modality: number): Postings {
  const size = codes.length / modalities;
  let largest = -1;
  for (let i = modality; i < codes.length; i += modalities) largest = Math.max(largest, codes[i]!);
  const starts = new Uint32Array(largest + 2);
  for (let i = modality; i < codes.length; i += modalities) starts[codes[i]! + 1]!++;
  for (let code = 1; code < starts.length; code++) starts[code]! += starts[code - 1]!;
  const next = starts.slice();
  const rows = new Uint32Array(size);
  for (let row = 0; row < size; row++) rows[next[codes[row * modalities + modality]!]!++] = row;
  return { rows, starts };
}

/** The rows that hold a code, ascending; none for a code out of range. */
export function rowsWithCode({ rows, starts }: Postings, code: number): Uint32Array {
  return code >= 0 && code + 1 < starts.length
    ? rows.subarray(starts[code], starts[code + 1])
    : rows.subarray(0, 0);
}

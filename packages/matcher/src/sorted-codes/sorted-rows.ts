/**
 * The row numbers ordered by code, first modality first; rows that share a code stay in catalogue order. A radix
 * sort: one counting pass a modality, the last modality first.
 *
 * @param codes Row-major [rows, modalities].
 */
export function sortedRows(
  codes: Uint16Array,
  modalities: number,
  keep?: (row: number) => boolean,
): Uint32Array {
  let rows = new Uint32Array(codes.length / modalities);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  if (keep) rows = rows.filter(keep);
  for (let modality = modalities - 1; modality >= 0; modality--) {
    const next = new Uint32Array(65_537);
    for (const row of rows) next[codes[row * modalities + modality]! + 1]!++;
    for (let code = 1; code < next.length; code++) next[code]! += next[code - 1]!;
    const sorted = new Uint32Array(rows.length);
    for (const row of rows) sorted[next[codes[row * modalities + modality]!]!++] = row;
    rows = sorted;
  }
  return rows;
}

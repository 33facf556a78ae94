/** What packing did with the documents that it has read so far. */
export interface PackingReport {
  documents: number;
  /** Documents in which nothing has a weight; they are left out. */
  withoutLabels: number;
  /** Documents longer than a row that were split. */
  split: number;
  /** Documents longer than a row whose beginning was cut off. */
  truncated: number;
  /** Tokens cut off from those. */
  truncatedTokens: number;
  /** Rows packed. */
  rows: number;
  /** Positions that hold a token. */
  realTokens: number;
  /** Share of the packed rows' positions that hold a token, 0 … 1. */
  fill: number;
}

export function emptyPackingReport(): PackingReport {
  return {
    documents: 0,
    withoutLabels: 0,
    split: 0,
    truncated: 0,
    truncatedTokens: 0,
    rows: 0,
    realTokens: 0,
    fill: 0,
  };
}

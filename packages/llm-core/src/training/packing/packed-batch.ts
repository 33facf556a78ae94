import type { Piece } from "./cut-document.ts";

/** Several documents a row, side by side; every array is row-major [rows, time]. */
export interface PackedBatch {
  /** Number of rows; every array is row-major [rows, time]. */
  rows: number;
  /** Tokens in a row. */
  time: number;
  /** Input ids, 0 where padded. */
  ids: Int32Array;
  /** The id that follows each input in its document, 0 where none does. */
  targets: Int32Array;
  /** Weight of predicting each target; 0 = context or padding. */
  weights: Float32Array;
  /** Number of the document within its row, from 1; 0 = padding. */
  segments: Int32Array;
  /** Position within the document, from 0. */
  positions: Int32Array;
  /** Loss group of each position, an index into `groups`. */
  group: Uint8Array;
  /** Names of the loss groups. */
  groups: readonly string[];
  /** Positions that hold a token. */
  realTokens: number;
  /** Positions whose target has a weight. */
  labelledTokens: number;
}

/** A row of a batch: pieces whose lengths sum to at most `time`. */
export type PackedRow = readonly Piece[];

export function fillBatch(packed: readonly PackedRow[], time: number): PackedBatch {
  const size = packed.length * time;
  const groups: string[] = [];
  const batch = {
    rows: packed.length,
    time,
    ids: new Int32Array(size),
    targets: new Int32Array(size),
    weights: new Float32Array(size),
    segments: new Int32Array(size),
    positions: new Int32Array(size),
    group: new Uint8Array(size),
    groups,
    realTokens: 0,
    labelledTokens: 0,
  };
  packed.forEach((row, rowIndex) => {
    let at = rowIndex * time;
    row.forEach(({ document, start, end }, pieceIndex) => {
      const group = indexOf(groups, document.group ?? "conversation");
      for (let i = start; i < end; i++, at++) {
        batch.ids[at] = document.ids[i]!;
        batch.targets[at] = document.ids[i + 1]!;
        batch.weights[at] = document.weights[i + 1]!;
        batch.segments[at] = pieceIndex + 1;
        batch.positions[at] = i - start;
        batch.group[at] = group;
        if (document.weights[i + 1]! > 0) batch.labelledTokens++;
      }
      batch.realTokens += end - start;
    });
  });
  return batch;
}

function indexOf(names: string[], name: string): number {
  const index = names.indexOf(name);
  return index >= 0 ? index : names.push(name) - 1;
}

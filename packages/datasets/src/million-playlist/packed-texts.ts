/** Texts by row. */
export interface Texts {
  at(row: number): string | undefined;
}

/** Texts as they stand in JSON, one after another: handed from one thread to another for nothing. */
export interface PackedTexts {
  /** In UTF-8, without the quotes. */
  bytes: Uint8Array;
  /** [texts], where the bytes of each end. */
  ends: Int32Array;
  /** Rows whose texts have escapes. */
  escaped: Int32Array;
}

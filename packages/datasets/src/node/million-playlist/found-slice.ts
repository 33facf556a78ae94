/** A slice that has been found: its bytes, or the file to read them from. */
export interface FoundSlice {
  name: string;
  content: { file: string } | { bytes: Uint8Array };
}

/** The slices of a source, in the order of their pids (in a tar and a stream, as they come). */
export interface SliceSource {
  slices: AsyncIterable<FoundSlice> | Iterable<FoundSlice>;
  /** Number of slices, where it is known before reading. */
  total?: number;
}

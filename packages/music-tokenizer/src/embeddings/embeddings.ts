/**
 * The embeddings of one modality. A track that has none (a track without lyrics, say) is absent from `ids`.
 */
export interface Embeddings {
  /** Track ids, one a row, none twice. */
  ids: string[];
  /** Row-major [ids.length, width]. */
  rows: Float32Array;
  /** Numbers in a row. */
  width: number;
}

/** The k-means centroids of one modality. */
export interface Codebook {
  /** Names the tokens: the modality, from its second level on with the level behind it, as in `semantic-2`. */
  name: string;
  /** Number of centroids. */
  clusters: number;
  /** Numbers in a centroid. */
  width: number;
  /** Row-major [clusters, width]. */
  centroids: Float32Array;
  /** Whether rows are compared by direction. */
  spherical: boolean;
  /** Balanced only: added to the squared distance to each centroid, [clusters]. */
  penalties?: Float64Array;
  /** Name of the modality whose embeddings it quantizes after all codebooks before it have been subtracted. */
  residualOf?: string;
  /** Training tracks that it was fitted on: those that have the modality. */
  trainingRows: number;
  /** Sum of the squared distances of those tracks to their centroids. */
  inertia: number;
  /** Iterations of the fit; 0 for a codebook from elsewhere. */
  iterations: number;
  /** Whether the fit ended by its tolerance. */
  converged: boolean;
  /** SHA-256 of those tracks' rows as a NumPy file; set once the tokenizer has been saved and loaded. */
  trainingFingerprint?: string;
}

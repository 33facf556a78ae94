/** The k-means centroids of one modality. */
export interface Codebook {
  /** Name of the modality. */
  name: string;
  clusters: number;
  width: number;
  /** Row-major [clusters, width]. */
  centroids: Float32Array;
  /** Whether rows are compared by direction. */
  spherical: boolean;
  /** Training tracks that it was fitted on: those that have the modality. */
  trainingRows: number;
  /** Sum of the squared distances of those tracks to their centroids. */
  inertia: number;
  /** Lloyd iterations. */
  iterations: number;
  /** Whether the fit ended by its tolerance. */
  converged: boolean;
  /** SHA-256 of those tracks' rows as a NumPy file; set once the tokenizer has been saved and loaded. */
  trainingFingerprint?: string;
}

/** What both contenders are asked, once they have answered that they are ready. */
export interface LoadTask {
  folder: string;
  /** The prompt whose last position's logits are computed. */
  ids: number[];
}

export interface LoadReport {
  /** Of what loaded. */
  version: string;
  /** Until the model was there. */
  loadSeconds: number;
  /** Until the first logits were: whatever was put off is done by then. */
  readySeconds: number;
  logits: number[];
  /** Peak resident memory of the process. */
  peakBytes: number;
}

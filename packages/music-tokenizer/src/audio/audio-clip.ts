/** Sound on one channel. */
export interface AudioClip {
  /** From -1 to 1. */
  samples: Float32Array;
  /** Samples a second. */
  sampleRate: number;
}

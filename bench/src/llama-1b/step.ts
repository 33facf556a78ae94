/** What one process does. */
export type Step = "write" | "load, expand, answer" | "LoRA step" | "full step";

export interface StepReport {
  loadSeconds: number;
  peakBytes: number;
  /** What was done, and how long it took. */
  line: string;
}

/** Five codebooks of 1,024 and two markers: the paper's expansion. */
export const newTokens = 5122;

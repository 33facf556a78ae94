import type * as tf from "@tensorflow/tfjs-core";
import type { AdamWState } from "../optimizer/adamw.ts";
import type { BatchPosition } from "../packing/batch-stream.ts";

/** Figures of one stretch of training, averaged over its updates, or of one validation. */
export interface CurvePoint {
  /** Updates done. */
  step: number;
  /** Real tokens (no padding) trained on so far. */
  tokens: number;
  /** Time spent so far, over all runs that this one continues. */
  seconds: number;
  /** The objective's loss. */
  loss: number;
  /** The objective's metrics by name. */
  metrics: Record<string, number>;
}

/** A report of training: figures since the report before. */
export interface TrainingPoint extends CurvePoint {
  /** Learning rate of the last update. */
  learningRate: number;
  /** Mean L2 norm of all gradients together, before clipping. */
  gradientNorm: number;
}

/** How far a run is; plain data that survives JSON. */
export interface TrainingProgress {
  /** Updates done. */
  step: number;
  /** Real tokens trained on. */
  tokens: number;
  /** Time spent, over all runs that this one continues. */
  seconds: number;
  /** Where the next batch begins. */
  data: BatchPosition;
  /** Every report so far. */
  training: TrainingPoint[];
  /** Every validation so far. */
  validation: CurvePoint[];
  /** The validation with the lowest loss. */
  best?: CurvePoint;
}

/** Everything that a run needs, beside the weights that it does not train, to go on exactly where it was. */
export interface TrainingCheckpoint {
  /** The weights that the run trains, by name; whole, even if it trains some of their rows alone. */
  weights: Record<string, tf.Tensor>;
  /** Both moments and step counts. */
  optimizer: AdamWState;
  /** Data position, curves and counts. */
  progress: TrainingProgress;
}

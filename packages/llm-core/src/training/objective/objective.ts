import type * as tf from "@tensorflow/tfjs-core";
import type { MatMul } from "../../model/compute-type.ts";
import type { PackedBatch } from "../packing/packed-batch.ts";

/** The positions of a batch whose prediction counts, one a row. */
export interface LabelledPositions {
  /** Hidden states from which the targets are predicted, [n, dim]. */
  hidden: tf.Tensor2D;
  /** int32 [n] */
  targets: tf.Tensor1D;
  /** float32 [n], all positive */
  weights: tf.Tensor1D;
}

/** What a loss is computed from, of one batch. */
export interface ObjectiveInput {
  /** Hidden states after the final norm, [rows, time, dim]. */
  hidden: tf.Tensor3D;
  /** Output embedding, [vocabulary, dim]: the token embedding itself when tied. */
  embedding: tf.Tensor2D;
  /**
   * When only the last rows of `embedding` are trained (`newRows`): these once more, [n, dim]. A loss that is
   * differentiated in them instead of in `embedding` makes no gradient of [vocabulary, dim]; either is right.
   */
  trainedRows?: tf.Tensor2D;
  batch: PackedBatch;
  /** The positions with a weight above 0, of one group or of all; without any, tensors of 0 rows. */
  labelled(group?: string): LabelledPositions;
  /** The product of two matrices in the run's `computeType`, for the logits; differentiable. */
  matMul: MatMul;
}

/** A loss, and what else to follow. */
export interface ObjectiveOutput {
  /** What is minimised, differentiable in `hidden` and `embedding`. */
  loss: tf.Scalar;
  /** Figures to follow beside the loss, by name. */
  metrics?: Record<string, tf.Scalar>;
}

/** What to minimise. Runs inside a tidy and, while training, inside a gradient; it must not be asynchronous. */
export type Objective = (input: ObjectiveInput) => ObjectiveOutput;

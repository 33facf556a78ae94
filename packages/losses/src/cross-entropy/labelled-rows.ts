import type * as tf from "@tensorflow/tfjs-core";
import { LossInputError } from "../loss-input-error.ts";

/** The positions of a batch that a loss counts: one row per predicted token. */
export interface LabelledRows {
  /** Hidden states from which the token is predicted, [rows, dim]. */
  hidden: tf.Tensor2D;
  /** Ids of the tokens to predict, int32 [rows], each below the vocabulary's size. */
  targets: tf.Tensor1D;
  /** Weight of each row, float32 [rows]; their sum must be positive. */
  weights: tf.Tensor1D;
}

/** What both forms of cross-entropy take. */
export interface CrossEntropyOptions extends LabelledRows {
  /** Output embedding, [vocabulary, dim]: a row's logits are its dot products with this matrix. */
  embedding: tf.Tensor2D;
}

export function checkLabelledRows({ hidden, targets, weights, embedding }: CrossEntropyOptions): void {
  const [rows, dim] = hidden.shape;
  if (rows === 0) {
    throw new LossInputError({ argument: "hidden", expected: "at least one row", got: "none" });
  }
  if (embedding.shape[1] !== dim) {
    throw new LossInputError({
      argument: "embedding",
      expected: `[vocabulary, ${dim}]`,
      got: `[${embedding.shape}]`,
    });
  }
  for (const [argument, tensor] of Object.entries({ targets, weights })) {
    if (tensor.shape.length !== 1 || tensor.shape[0] !== rows) {
      throw new LossInputError({ argument, expected: `[${rows}]`, got: `[${tensor.shape}]` });
    }
  }
  if (targets.dtype !== "int32") {
    throw new LossInputError({ argument: "targets", expected: "int32", got: targets.dtype });
  }
}

export function checkTrainedRows({ shape }: tf.Tensor2D, embedding: tf.Tensor2D): void {
  const [vocabulary, dim] = embedding.shape;
  if (shape.length === 2 && shape[0] <= vocabulary && shape[1] === dim) return;
  throw new LossInputError({
    argument: "trainedRows",
    expected: `the last rows of embedding, [up to ${vocabulary}, ${dim}]`,
    got: `[${shape}]`,
  });
}

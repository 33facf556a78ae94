import * as tf from "@tensorflow/tfjs-core";
import { LossInputError } from "../loss-input-error.ts";
import { checkLabelledRows, type CrossEntropyOptions } from "./labelled-rows.ts";

export interface ChunkedCrossEntropyOptions extends CrossEntropyOptions {
  /**
   * Rows whose logits are held at one time.
   * @default the rows that make 2²³ logits (32 MB), at least 256
   */
  chunkRows?: number;
}

/**
 * `crossEntropy` without ever holding [rows, vocabulary]: the gradient is computed in the forward pass, chunk
 * by chunk, while a chunk's probabilities are at hand, and only [rows, dim] and [vocabulary, dim] are kept for
 * the backward pass. Outside of a gradient (validation) that work is left out.
 *
 * The method is that of fused linear cross-entropy kernels (Liger Kernel, Cut Cross-Entropy); the paper does
 * not state how it computes its loss.
 *
 * @returns a scalar in nats, differentiable in `hidden` and `embedding`; NaN if the weights sum to zero
 * @throws LossInputError if there is no row, shapes do not match, or `chunkRows` is not a positive integer
 */
export function chunkedCrossEntropy(options: ChunkedCrossEntropyOptions): tf.Scalar {
  checkLabelledRows(options);
  const { targets, weights } = options;
  const vocabulary = options.embedding.shape[0];
  const chunkRows = options.chunkRows ?? Math.max(256, Math.floor(2 ** 23 / vocabulary));
  if (!Number.isInteger(chunkRows) || chunkRows < 1) {
    throw new LossInputError({ argument: "chunkRows", expected: "a positive integer", got: `${chunkRows}` });
  }

  const loss = tf.customGrad((...inputs) => {
    const [hidden, embedding, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    const shares = tf.div<tf.Tensor1D>(weights, tf.sum(weights)); // [rows], sum 1
    const rows = { hidden, embedding, targets, weights: shares };
    const recording = tf.engine().state.gradientDepth > 0;
    const { value, gradients } = recording ? differentiate(rows, chunkRows) : evaluate(rows, chunkRows);
    save(gradients);
    return {
      value,
      gradFunc: (upstream: tf.Tensor, saved: tf.Tensor[]) => saved.map((tensor) => tf.mul(tensor, upstream)),
    };
  });
  return loss(options.hidden, options.embedding) as tf.Scalar;
}

/** Value alone: Σ wᵢ · lossᵢ. */
function evaluate(rows: CrossEntropyOptions, chunkRows: number) {
  const values: tf.Scalar[] = [];
  for (let start = 0; start < rows.hidden.shape[0]; start += chunkRows) {
    values.push(tf.tidy(() => chunkLoss(sliceRows(rows, start, chunkRows)).value));
  }
  return { value: tf.addN(values), gradients: [] };
}

/**
 * Value and the gradients of hidden states and embedding. With P a chunk's probabilities, Y its one-hot targets
 * and w its weights, the gradient of its logits is w(P − Y); Y's part is a lookup of rows in one direction and
 * a sum by id in the other, so Y itself is never made.
 */
function differentiate(rows: CrossEntropyOptions, chunkRows: number) {
  const { hidden, embedding, targets, weights } = rows;
  const values: tf.Scalar[] = [];
  const hiddenGradients: tf.Tensor2D[] = [];
  let embeddingGradient = tf.tidy(() => {
    const weighted = tf.mul(hidden, tf.expandDims(weights, 1));
    return tf.neg(tf.unsortedSegmentSum(weighted, targets, embedding.shape[0]));
  });

  for (let start = 0; start < hidden.shape[0]; start += chunkRows) {
    const chunk = tf.tidy(() => {
      const slice = sliceRows(rows, start, chunkRows);
      const column = tf.expandDims(slice.weights, 1); // [chunk, 1]
      const { value, probabilities } = chunkLoss(slice);
      const error = tf.sub(tf.matMul(probabilities, embedding), tf.gather(embedding, slice.targets));
      const push = tf.matMul<tf.Tensor2D>(probabilities, tf.mul(slice.hidden, column), true);
      return {
        value,
        hiddenGradient: tf.mul<tf.Tensor2D>(error, column),
        embeddingGradient: tf.add(embeddingGradient, push),
      };
    });
    embeddingGradient.dispose();
    embeddingGradient = chunk.embeddingGradient;
    values.push(chunk.value);
    hiddenGradients.push(chunk.hiddenGradient);
  }
  return { value: tf.addN(values), gradients: [tf.concat(hiddenGradients, 0), embeddingGradient] };
}

/** Σ wᵢ · lossᵢ of one chunk, and its probabilities [chunk, vocabulary]. */
function chunkLoss({ hidden, embedding, targets, weights }: CrossEntropyOptions) {
  const logits = tf.matMul(hidden, embedding, false, true); // [chunk, vocabulary]
  const probabilities = tf.softmax(logits);
  // The largest probability never underflows, so log Σ exp = largest logit − log of the largest probability.
  const logSumExp = tf.sub(tf.max(logits, 1), tf.log(tf.max(probabilities, 1)));
  const positions = tf.stack([tf.range(0, targets.shape[0], 1, "int32"), targets], 1);
  const losses = tf.sub(logSumExp, tf.gatherND(logits, positions)); // [chunk]
  return { value: tf.sum<tf.Scalar>(tf.mul(losses, weights)), probabilities };
}

function sliceRows(
  { hidden, embedding, targets, weights }: CrossEntropyOptions,
  start: number,
  size: number,
) {
  const count = Math.min(size, hidden.shape[0] - start);
  return {
    hidden: tf.slice(hidden, [start, 0], [count, -1]),
    targets: tf.slice(targets, start, count),
    weights: tf.slice(weights, start, count),
    embedding,
  };
}

import * as tf from "@tensorflow/tfjs-core";
import { LossInputError } from "../loss-input-error.ts";
import { checkLabelledRows, type CrossEntropyOptions } from "./labelled-rows.ts";

export interface ChunkedCrossEntropyOptions extends CrossEntropyOptions {
  /**
   * Rows whose logits are held at one time.
   * @default the rows that make 2²³ logits (32 MB), at least 256
   */
  chunkRows?: number;
  /**
   * The products of logits and gradients, as `tf.matMul` of two matrices: for another precision than float32.
   * @default tf.matMul
   */
  matMul?: MatMul;
}

/** As `tf.matMul` of two matrices. */
export type MatMul = (
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  transposeA?: boolean,
  transposeB?: boolean,
) => tf.Tensor2D;

/** What a chunk of rows is computed from. */
type Rows = CrossEntropyOptions & { matMul: MatMul };

/**
 * `crossEntropy` without ever holding [rows, vocabulary]: the gradient is computed in the forward pass, chunk
 * by chunk, while a chunk's probabilities are at hand, and only [rows, dim] and [vocabulary, dim] are kept for
 * the backward pass, the latter in tiles of rows. Outside of a gradient (validation) that work is left out.
 *
 * The method is that of fused linear cross-entropy kernels (Liger Kernel, Cut Cross-Entropy); the paper does
 * not state how it computes its loss.
 *
 * @returns a scalar in nats, differentiable in `hidden` and `embedding`; NaN if the weights sum to zero
 * @throws LossInputError if there is no row, shapes do not match, or `chunkRows` is not a positive integer
 */
export function chunkedCrossEntropy(options: ChunkedCrossEntropyOptions): tf.Scalar {
  checkLabelledRows(options);
  const { targets, weights, matMul = tf.matMul } = options;
  const vocabulary = options.embedding.shape[0];
  const chunkRows = options.chunkRows ?? Math.max(256, Math.floor(2 ** 23 / vocabulary));
  if (!Number.isInteger(chunkRows) || chunkRows < 1) {
    throw new LossInputError({ argument: "chunkRows", expected: "a positive integer", got: `${chunkRows}` });
  }

  const loss = tf.customGrad((...inputs) => {
    const [hidden, embedding, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    const shares = tf.div<tf.Tensor1D>(weights, tf.sum(weights)); // [rows], sum 1
    const rows = { hidden, embedding, targets, weights: shares, matMul };
    const recording = tf.engine().state.gradientDepth > 0;
    const { value, gradients } = recording ? differentiate(rows, chunkRows) : evaluate(rows, chunkRows);
    save(gradients);
    return {
      value,
      gradFunc: (upstream: tf.Tensor, saved: tf.Tensor[]) => {
        // What was saved is of use once: freed at once, it is not held until the backward pass ends
        const [hiddenGradient, ...tiles] = saved.map((tensor) => {
          const scaled = tf.mul(tensor, upstream);
          tensor.dispose();
          return scaled;
        });
        return [hiddenGradient!, joinTiles(tiles)];
      },
    };
  });
  return loss(options.hidden, options.embedding) as tf.Scalar;
}

/** Value alone: Σ wᵢ · lossᵢ. */
function evaluate(rows: Rows, chunkRows: number) {
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
function differentiate(rows: Rows, chunkRows: number) {
  const { hidden, embedding, targets, weights, matMul } = rows;
  const values: tf.Scalar[] = [];
  const hiddenGradients: tf.Tensor2D[] = [];
  const tileRows = rowsOfTiles(embedding.shape, chunkRows);
  let embeddingGradient = tf.tidy(() => {
    const weighted = tf.mul(hidden, tf.expandDims(tf.neg(weights), 1));
    return tf.split(tf.unsortedSegmentSum(weighted, targets, embedding.shape[0]), tileRows) as tf.Tensor2D[];
  });

  for (let start = 0; start < hidden.shape[0]; start += chunkRows) {
    const chunk = tf.tidy(() => {
      const slice = sliceRows(rows, start, chunkRows);
      const column = tf.expandDims(slice.weights, 1); // [chunk, 1]
      const { value, probabilities } = chunkLoss(slice);
      const error = tf.sub(matMul(probabilities, embedding), tf.gather(embedding, slice.targets));
      const hiddenGradient = tf.mul<tf.Tensor2D>(error, column);
      const weighted = tf.mul<tf.Tensor2D>(slice.hidden, column);
      return {
        value,
        hiddenGradient,
        embeddingGradient: addPush(embeddingGradient, probabilities, weighted, matMul),
      };
    });
    embeddingGradient = chunk.embeddingGradient;
    values.push(chunk.value);
    hiddenGradients.push(chunk.hiddenGradient);
  }
  return { value: tf.addN(values), gradients: [tf.concat(hiddenGradients, 0), ...embeddingGradient] };
}

/** Rows of the tiles in which the gradient of an embedding is summed up: each of half a chunk's logits in memory. */
function rowsOfTiles([vocabulary, dim]: [number, number], chunkRows: number): number[] {
  const size = Math.max(1, Math.floor((chunkRows * vocabulary) / (2 * dim)));
  return Array.from({ length: Math.ceil(vocabulary / size) }, (_, tile) =>
    Math.min(size, vocabulary - tile * size),
  );
}

/** Adds Pᵀ · weighted, tile by tile so that a sum and its summand exist beside it for one tile alone; frees `tiles`. */
function addPush(
  tiles: tf.Tensor2D[],
  probabilities: tf.Tensor2D,
  weighted: tf.Tensor2D,
  matMul: MatMul,
): tf.Tensor2D[] {
  let start = 0;
  return tiles.map((tile) => {
    const rows = tile.shape[0];
    const sum = tf.tidy(() => {
      const part = tiles.length === 1 ? probabilities : tf.slice(probabilities, [0, start], [-1, rows]);
      return tf.add<tf.Tensor2D>(tile, matMul(part, weighted, true));
    });
    start += rows;
    tile.dispose();
    return sum;
  });
}

/** Tiles of rows as one tensor; frees them. */
function joinTiles(tiles: tf.Tensor[]): tf.Tensor {
  if (tiles.length === 1) return tiles[0]!;
  const whole = tf.concat(tiles, 0);
  tf.dispose(tiles);
  return whole;
}

/** Σ wᵢ · lossᵢ of one chunk, and its probabilities [chunk, vocabulary]. */
function chunkLoss({ hidden, embedding, targets, weights, matMul }: Rows) {
  const logits = matMul(hidden, embedding, false, true); // [chunk, vocabulary]
  const probabilities = tf.softmax<tf.Tensor2D>(logits);
  // The largest probability never underflows, so log Σ exp = largest logit − log of the largest probability.
  const logSumExp = tf.sub(tf.max(logits, 1), tf.log(tf.max(probabilities, 1)));
  const positions = tf.stack([tf.range(0, targets.shape[0], 1, "int32"), targets], 1);
  const losses = tf.sub(logSumExp, tf.gatherND(logits, positions)); // [chunk]
  return { value: tf.sum<tf.Scalar>(tf.mul(losses, weights)), probabilities };
}

function sliceRows({ hidden, embedding, targets, weights, matMul }: Rows, start: number, size: number) {
  const count = Math.min(size, hidden.shape[0] - start);
  return {
    hidden: tf.slice(hidden, [start, 0], [count, -1]),
    targets: tf.slice(targets, start, count),
    weights: tf.slice(weights, start, count),
    embedding,
    matMul,
  };
}

import * as tf from "@tensorflow/tfjs-core";
import { LossInputError } from "../loss-input-error.ts";
import { checkLabelledRows, checkTrainedRows, type CrossEntropyOptions } from "./labelled-rows.ts";

/** Options of `chunkedCrossEntropy`. */
export interface ChunkedCrossEntropyOptions extends CrossEntropyOptions {
  /**
   * Rows whose logits are held at one time.
   * @default the rows that make 2²³ logits (32 MB), at least 256
   */
  chunkRows?: number;
  /**
   * The last rows of `embedding` once more, [n, dim], when only these are trained: the gradient is then of this tensor,
   * and `embedding` counts as constant.
   */
  trainedRows?: tf.Tensor2D;
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
 * @returns a scalar in nats, differentiable in `hidden` and in `embedding` or `trainedRows`; NaN if the weights sum to
 *   zero
 * @throws LossInputError if there is no row, shapes do not match, or `chunkRows` is not a positive integer
 */
export function chunkedCrossEntropy(options: ChunkedCrossEntropyOptions): tf.Scalar {
  checkLabelledRows(options);
  const { targets, weights, embedding, trainedRows = embedding, matMul = tf.matMul } = options;
  checkTrainedRows(trainedRows, embedding);
  const vocabulary = embedding.shape[0];
  const chunkRows = options.chunkRows ?? Math.max(256, Math.floor(2 ** 23 / vocabulary));
  if (!Number.isInteger(chunkRows) || chunkRows < 1) {
    throw new LossInputError({ argument: "chunkRows", expected: "a positive integer", got: `${chunkRows}` });
  }

  const loss = tf.customGrad((...inputs) => {
    const [hidden, trained, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    const shares = tf.div<tf.Tensor1D>(weights, tf.sum(weights)); // [rows], sum 1
    const rows = { hidden, embedding, targets, weights: shares, matMul };
    const recording = tf.engine().state.gradientDepth > 0;
    const fromRow = vocabulary - trained.shape[0];
    const { value, gradients } = recording
      ? differentiate(rows, { chunkRows, fromRow })
      : evaluate(rows, chunkRows);
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
  return loss(options.hidden, trainedRows) as tf.Scalar;
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
 * Value and the gradients of hidden states and of the embedding's rows from one on. With P a chunk's probabilities, Y its
 * one-hot targets and w its weights, the gradient of its logits is w(P − Y).
 */
function differentiate(rows: Rows, { chunkRows, fromRow }: { chunkRows: number; fromRow: number }) {
  const { hidden, embedding, matMul } = rows;
  const values: tf.Scalar[] = [];
  const hiddenGradients: tf.Tensor2D[] = [];
  const tiles = tilesOf(embedding.shape, { chunkRows, fromRow });
  let sums: tf.Tensor2D[] | undefined;
  for (let start = 0; start < hidden.shape[0]; start += chunkRows) {
    const chunk = tf.tidy(() => {
      const slice = sliceRows(rows, start, chunkRows);
      const { value, probabilities, positions } = chunkLoss(slice);
      // P − Y, [chunk, vocabulary]
      const likelihoods = tf.gatherND(probabilities, positions);
      const errors = tf.tensorScatterUpdate(probabilities, positions, tf.sub(likelihoods, 1)) as tf.Tensor2D;
      const column = tf.expandDims(slice.weights, 1); // [chunk, 1]
      const hiddenGradient = tf.mul<tf.Tensor2D>(matMul(errors, embedding), column);
      const weighted = tf.mul<tf.Tensor2D>(slice.hidden, column);
      return { value, hiddenGradient, sums: addPush({ sums, tiles, errors, weighted, matMul }) };
    });
    sums = chunk.sums;
    values.push(chunk.value);
    hiddenGradients.push(chunk.hiddenGradient);
  }
  return { value: tf.addN(values), gradients: [tf.concat(hiddenGradients, 0), ...sums!] };
}

/** Rows of an embedding, of which the gradient is summed up. */
interface Tile {
  start: number;
  count: number;
}

/** The rows from one on in tiles, each of half a chunk's logits in memory. */
function tilesOf(
  [vocabulary, dim]: [number, number],
  { chunkRows, fromRow }: { chunkRows: number; fromRow: number },
): Tile[] {
  const size = Math.max(1, Math.floor((chunkRows * vocabulary) / (2 * dim)));
  return Array.from({ length: Math.ceil((vocabulary - fromRow) / size) }, (_, tile) => {
    const start = fromRow + tile * size;
    return { start, count: Math.min(size, vocabulary - start) };
  });
}

/**
 * Adds (P − Y)ᵀ · weighted to the sums, tile by tile so that a sum and its summand exist beside it for one tile alone;
 * frees the sums before.
 */
function addPush(push: {
  /** None before the first chunk. */
  sums: tf.Tensor2D[] | undefined;
  tiles: readonly Tile[];
  errors: tf.Tensor2D;
  weighted: tf.Tensor2D;
  matMul: MatMul;
}): tf.Tensor2D[] {
  const { sums, tiles, errors, weighted, matMul } = push;
  return tiles.map(({ start, count }, tile) => {
    const sum = tf.tidy(() => {
      const part = count === errors.shape[1] ? errors : tf.slice(errors, [0, start], [-1, count]);
      const added = matMul(part, weighted, true);
      return sums ? tf.add<tf.Tensor2D>(sums[tile]!, added) : added;
    });
    sums?.[tile]!.dispose();
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

/** Σ wᵢ · lossᵢ of one chunk, its probabilities [chunk, vocabulary] and where in them its targets are, int32 [chunk, 2]. */
function chunkLoss({ hidden, embedding, targets, weights, matMul }: Rows) {
  const logits = matMul(hidden, embedding, false, true); // [chunk, vocabulary]
  const probabilities = tf.softmax<tf.Tensor2D>(logits);
  // The largest probability never underflows, so log Σ exp = largest logit − log of the largest probability.
  const logSumExp = tf.sub(tf.max(logits, 1), tf.log(tf.max(probabilities, 1)));
  const positions = tf.stack([tf.range(0, targets.shape[0], 1, "int32"), targets], 1);
  const losses = tf.sub(logSumExp, tf.gatherND(logits, positions)); // [chunk]
  const value = tf.sum<tf.Scalar>(tf.mul(losses, weights));
  return { value, probabilities, positions };
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

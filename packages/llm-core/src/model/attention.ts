import * as tf from "@tensorflow/tfjs-core";
import type { KeyValueBlock } from "./key-value-cache.ts";

/** Queries answered at once: a block of them meets only the keys up to its last, about half of all in a long row. */
const queriesPerBlock = 128;

/**
 * Causal scaled dot-product attention of grouped query heads: `numHeads / numKeyValueHeads` query heads share a key head.
 *
 * Queries of a group are stacked along time, so that keys are never repeated and one batched product serves all
 * heads. The gradient is written by hand: of the [time, keys] matrices only the probabilities are kept.
 * Source: Ainslie et al. 2023 (arXiv 2305.13245).
 *
 * @param queries [batch, numHeads, time, headDim], after the rotary embedding, of the last `time` positions
 * @param keys [batch, numKeyValueHeads, keys, headDim], after the rotary embedding
 * @param values [batch, numKeyValueHeads, keys, headDim]
 * @param mask added to the scores, [batch or 1, 1, time, keys]; hides at least what comes after a query
 * @returns [batch, numHeads, time, headDim]
 */
export function attention(
  queries: tf.Tensor4D,
  keys: tf.Tensor4D,
  values: tf.Tensor4D,
  mask: tf.Tensor4D | undefined,
): tf.Tensor4D {
  const time = queries.shape[2];
  if (time <= queriesPerBlock) return attendBlock(queries, keys, values, mask);
  const earlier = keys.shape[2] - time;
  const starts = Array.from(
    { length: Math.ceil(time / queriesPerBlock) },
    (_, block) => block * queriesPerBlock,
  );
  const sizes = starts.map((start) => Math.min(queriesPerBlock, time - start));
  const blocks = (tf.split(queries, sizes, 2) as tf.Tensor4D[]).map((block, index) => {
    const start = starts[index]!;
    const end = earlier + start + sizes[index]!;
    const seen = (tensor: tf.Tensor4D): tf.Tensor4D => tf.slice(tensor, 0, [-1, -1, end, -1]);
    const blockMask = mask && tf.slice(mask, [0, 0, start, 0], [-1, -1, sizes[index]!, end]);
    return attendBlock(block, seen(keys), seen(values), blockMask);
  });
  return tf.concat(blocks, 2);
}

/** Shapes as in {@link attention}. */
function attendBlock(
  queries: tf.Tensor4D,
  keys: tf.Tensor4D,
  values: tf.Tensor4D,
  mask: tf.Tensor4D | undefined,
): tf.Tensor4D {
  const [batch, numHeads, time, headDim] = queries.shape;
  const [, numKeyValueHeads, keyCount] = keys.shape;
  const stacked = (numHeads / numKeyValueHeads) * time;
  const flat = attend(
    tf.reshape(queries, [batch * numKeyValueHeads, stacked, headDim]),
    tf.reshape(keys, [batch * numKeyValueHeads, keyCount, headDim]),
    tf.reshape(values, [batch * numKeyValueHeads, keyCount, headDim]),
    (scores) =>
      mask
        ? tf.reshape(tf.add(tf.reshape(scores, [batch, numHeads, time, keyCount]), mask), scores.shape)
        : scores,
  );
  return tf.reshape(flat, [batch, numHeads, time, headDim]);
}

/**
 * The same for keys and values that lie in several blocks, as a cache gives them: the softmax runs over the scores of all
 * of them, and no block is copied while the queries are few.
 *
 * @param queries [batch, numHeads, time, headDim]
 * @param blocks of positions in order
 * @param mask as of {@link attention}, over the keys of all blocks
 */
export function attentionOverBlocks(
  queries: tf.Tensor4D,
  blocks: readonly KeyValueBlock[],
  mask: tf.Tensor4D | undefined,
): tf.Tensor4D {
  const [batch, numHeads, time, headDim] = queries.shape;
  if (blocks.length === 1 || time > queriesPerBlock) {
    const keys = joined(blocks.map((block) => block.keys));
    return attention(queries, keys, joined(blocks.map((block) => block.values)), mask);
  }
  const numKeyValueHeads = blocks[0]!.keys.shape[1];
  const lengths = blocks.map(({ keys }) => keys.shape[2]);
  const flat = (tensor: tf.Tensor4D): tf.Tensor3D =>
    tf.reshape(tensor, [batch * numKeyValueHeads, -1, headDim]);
  const scaled = tf.mul(flat(queries), 1 / Math.sqrt(headDim)) as tf.Tensor3D;
  const scores = tf.concat(
    blocks.map(({ keys }) => tf.matMul(scaled, flat(keys), false, true)),
    2,
  );
  const hidden = mask
    ? tf.reshape(tf.add(tf.reshape(scores, [batch, numHeads, time, -1]), mask), scores.shape)
    : scores;
  const probabilities = tf.split(tf.softmax(hidden), lengths, 2) as tf.Tensor3D[];
  const mixed = tf.addN(probabilities.map((part, index) => tf.matMul(part, flat(blocks[index]!.values))));
  return tf.reshape(mixed, [batch, numHeads, time, headDim]);
}

function joined(tensors: tf.Tensor4D[]): tf.Tensor4D {
  return tensors.length === 1 ? tensors[0]! : tf.concat(tensors, 2);
}

/** Attention of [rows, queries, headDim] on [rows, keys, headDim]. */
function attend(
  queries: tf.Tensor3D,
  keys: tf.Tensor3D,
  values: tf.Tensor3D,
  hide: (scores: tf.Tensor3D) => tf.Tensor3D,
): tf.Tensor3D {
  const scale = 1 / Math.sqrt(queries.shape[2]);
  const core = tf.customGrad((...args) => {
    const [q, k, v, save] = args as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D, tf.GradSaveFunc];
    const scores = hide(tf.matMul(tf.mul(q, scale), k, false, true));
    const probabilities = tf.softmax(scores); // [rows, queries, keys]
    const output = tf.matMul(probabilities, v);
    save([q, k, v, probabilities, output]);
    return {
      value: output,
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() => attendGradient(gradient as tf.Tensor3D, saved as tf.Tensor3D[], scale)),
    };
  });
  return core(queries, keys, values) as tf.Tensor3D;
}

function attendGradient(gradient: tf.Tensor3D, saved: tf.Tensor3D[], scale: number): tf.Tensor[] {
  const [q, k, v, probabilities, output] = saved as [
    tf.Tensor3D,
    tf.Tensor3D,
    tf.Tensor3D,
    tf.Tensor3D,
    tf.Tensor3D,
  ];
  const valuesGradient = tf.matMul(probabilities, gradient, true);
  // The softmax's row sums Σ p·dp equal Σ output·gradient: headDim numbers a row instead of one a key.
  const rowSums = tf.sum(tf.mul(gradient, output), 2, true);
  const scoresGradient = tf.tidy(
    () => tf.mul(tf.sub(tf.matMul(gradient, v, false, true), rowSums), probabilities) as tf.Tensor3D,
  );
  return [
    tf.mul(tf.matMul(scoresGradient, k), scale),
    tf.mul(tf.matMul(scoresGradient, q, true), scale),
    valuesGradient,
  ];
}

import * as tf from "@tensorflow/tfjs-core";
import type { KeyValueBlock } from "./key-value-cache.ts";

/** Queries answered at once: a block of them meets only the keys up to its last, about half of all in a long row. */
const queriesPerBlock = 128;

/**
 * Causal scaled dot-product attention of grouped query heads: `numHeads / numKeyValueHeads` query heads share a key head.
 *
 * Queries of a group are stacked along time, so that keys are never repeated and one batched product serves all
 * heads. The gradient is written by hand: of the [time, keys] matrices only the probabilities are kept, and one block's
 * gradients at a time are added to those of keys and values. Source: Ainslie et al. 2023 (arXiv 2305.13245).
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
  const blocks = blocksOf(queries.shape[2], keys.shape[2]);
  const attend = tf.customGrad((...args) => {
    const [q, k, v, save] = args as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D, tf.GradSaveFunc];
    const recording = tf.engine().state.gradientDepth > 0;
    const parts = blocks.map((block) =>
      tf.tidy(() => {
        const { output, probabilities } = attendBlock(block, { q, k, v, mask });
        return recording ? { output, probabilities } : { output };
      }),
    );
    const output = joined(parts.map((part) => part.output));
    if (recording) save([q, k, v, output, ...parts.map(({ probabilities }) => probabilities!)]);
    return {
      value: output,
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() => attentionGradient(gradient as tf.Tensor4D, saved, blocks)),
    };
  });
  return attend(queries, keys, values) as tf.Tensor4D;
}

/** Queries that are answered at once, and the keys that they see. */
interface QueryBlock {
  start: number;
  size: number;
  /** Keys seen: all up to the block's last query. */
  end: number;
}

function blocksOf(time: number, keys: number): QueryBlock[] {
  return Array.from({ length: Math.ceil(time / queriesPerBlock) }, (_, block) => {
    const start = block * queriesPerBlock;
    const size = Math.min(queriesPerBlock, time - start);
    return { start, size, end: keys - time + start + size };
  });
}

function attendBlock(
  { start, size, end }: QueryBlock,
  { q, k, v, mask }: { q: tf.Tensor4D; k: tf.Tensor4D; v: tf.Tensor4D; mask: tf.Tensor4D | undefined },
): { output: tf.Tensor4D; probabilities: tf.Tensor3D } {
  const [batch, numHeads, , headDim] = q.shape;
  const rows = batch * k.shape[1];
  const scaled = tf.mul(places(q, start, size, rows), 1 / Math.sqrt(headDim)) as tf.Tensor3D;
  const scores = tf.matMul(scaled, places(k, 0, end, rows), false, true);
  const seen = mask && tf.slice(mask, [0, 0, start, 0], [-1, -1, size, end]);
  const masked = seen && tf.add(tf.reshape(scores, [batch, numHeads, size, end]), seen);
  const probabilities = tf.softmax<tf.Tensor>(
    masked ? tf.reshape(masked, [rows, -1, end]) : scores,
  ) as tf.Tensor3D; // [rows, queries, keys]
  const output = tf.matMul(probabilities, places(v, 0, end, rows));
  return { output: tf.reshape(output, [batch, numHeads, size, headDim]), probabilities };
}

/** Gradients of queries, keys and values. */
function attentionGradient(
  gradient: tf.Tensor4D,
  saved: tf.Tensor[],
  blocks: readonly QueryBlock[],
): tf.Tensor[] {
  const [q, k, v, output, ...probabilities] = saved as [
    tf.Tensor4D,
    tf.Tensor4D,
    tf.Tensor4D,
    tf.Tensor4D,
    ...tf.Tensor3D[],
  ];
  const [batch, numHeads, , headDim] = q.shape;
  const rows = batch * k.shape[1];
  // By block, of the keys that it sees and the one before does not
  let keyParts: tf.Tensor3D[] = [];
  let valueParts: tf.Tensor3D[] = [];
  const queryParts = blocks.map(({ start, size, end }, block) => {
    const part = tf.tidy(() => {
      const [query, up, out] = [q, gradient, output].map((tensor) => places(tensor, start, size, rows)) as [
        tf.Tensor3D,
        tf.Tensor3D,
        tf.Tensor3D,
      ];
      const byBlock = blocks
        .slice(0, block + 1)
        .map((seen, index) => seen.end - (blocks[index - 1]?.end ?? 0));
      const scores = scoresGradient(up, {
        probabilities: probabilities[block]!,
        out,
        v: places(v, 0, end, rows),
      });
      const scale = 1 / Math.sqrt(headDim);
      return {
        queries: tf.reshape(tf.mul(tf.matMul(scores, places(k, 0, end, rows)), scale), [
          batch,
          numHeads,
          size,
          headDim,
        ]) as tf.Tensor4D,
        keys: addParts(keyParts, tf.mul(tf.matMul(scores, query, true), scale), byBlock),
        values: addParts(valueParts, tf.matMul(probabilities[block]!, up, true), byBlock),
      };
    });
    tf.dispose([keyParts, valueParts]);
    keyParts = part.keys;
    valueParts = part.values;
    return part.queries;
  });
  return [
    joined(queryParts),
    tf.reshape(tf.concat(keyParts, 1), k.shape),
    tf.reshape(tf.concat(valueParts, 1), v.shape),
  ];
}

/** Of the scores before the softmax, [rows, queries, keys]. */
function scoresGradient(
  gradient: tf.Tensor3D,
  of: { probabilities: tf.Tensor3D; out: tf.Tensor3D; v: tf.Tensor3D },
): tf.Tensor3D {
  return tf.tidy(() => {
    // The softmax's row sums Σ p·dp equal Σ output·gradient: headDim numbers a row instead of one a key.
    const rowSums = tf.sum(tf.mul(gradient, of.out), 2, true);
    return tf.mul(tf.sub(tf.matMul(gradient, of.v, false, true), rowSums), of.probabilities);
  });
}

/** Splits [rows, keys, headDim] along the keys and adds the parts to the sums, of which the last is yet to come. */
function addParts(sums: readonly tf.Tensor3D[], added: tf.Tensor, sizes: number[]): tf.Tensor3D[] {
  const parts = (sizes.length === 1 ? [added] : tf.split(added, sizes, 1)) as tf.Tensor3D[];
  return parts.map((part, index) => (index < sums.length ? tf.add(sums[index]!, part) : part));
}

/** Positions of [batch, heads, time, headDim], stacked as [rows, heads / rows · size, headDim]. */
function places(tensor: tf.Tensor4D, start: number, size: number, rows: number): tf.Tensor3D {
  const cut = size === tensor.shape[2] ? tensor : tf.slice(tensor, [0, 0, start, 0], [-1, -1, size, -1]);
  return tf.reshape(cut, [rows, -1, tensor.shape[3]]);
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

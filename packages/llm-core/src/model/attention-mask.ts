import * as tf from "@tensorflow/tfjs-core";

/** Added to the score of a key that a query may not see; finite, so that a row without any key stays a number. */
export const hiddenScore = -1e9;

export interface AttentionMaskOptions {
  /** Queries: the last `queries` of the `keys` positions. */
  queries: number;
  keys: number;
  /** Document number of each position, int32 [batch, keys]: a query sees its own document only. */
  segments?: tf.Tensor2D;
  /** Number of leading positions of each row that hold padding and are never seen. */
  padding?: Int32Array;
}

/**
 * What each query may not see, as a summand of the scores: 0 or a large negative number.
 *
 * @returns [batch or 1, 1, queries, keys], or nothing when every query sees every key.
 */
export function attentionMask(options: AttentionMaskOptions): tf.Tensor4D | undefined {
  const { queries, keys, segments, padding } = options;
  if (queries === 1 && !segments && !padding) return undefined;
  return tf.tidy(() => {
    const keyPositions = tf.range(0, keys, 1, "int32");
    const queryPositions = tf.reshape(tf.range(keys - queries, keys, 1, "int32"), [queries, 1]);
    let seen: tf.Tensor = tf.lessEqual(keyPositions, queryPositions); // [queries, keys]
    if (segments) {
      const sameDocument = tf.equal(tf.expandDims(segments, 2), tf.expandDims(segments, 1));
      seen = tf.logicalAnd(seen, sameDocument); // [batch, queries, keys]
    }
    if (padding) {
      const isToken = tf.greaterEqual(keyPositions, tf.tensor3d(padding, [padding.length, 1, 1], "int32"));
      seen = tf.logicalAnd(seen, isToken); // [batch, queries, keys]
    }
    const rows = seen.rank === 3 ? seen.shape[0]! : 1;
    return tf.mul(
      tf.sub(1, tf.cast(tf.reshape(seen, [rows, 1, queries, keys]), "float32")),
      hiddenScore,
    ) as tf.Tensor4D;
  });
}

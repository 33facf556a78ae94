import * as tf from "@tensorflow/tfjs-core";
import type { LlamaConfig } from "./config.ts";

/** Cosines and signed sines of every position's angles, ready to turn heads laid out as [batch, heads, time, headDim]. */
export interface RotaryTable {
  /** [batch or 1, 1, time, headDim] */
  cosines: tf.Tensor4D;
  /** [batch or 1, 1, time, headDim]; the first half is negated. */
  sines: tf.Tensor4D;
}

/**
 * Angle per position of each pair of a head's numbers, [headDim / 2], after llama3 scaling if the config asks for it.
 *
 * Source: Su et al. 2021 (arXiv 2104.09864); scaling as in the Llama 3.1 release.
 */
export function rotaryFrequencies(config: LlamaConfig): Float32Array {
  const { headDim, ropeTheta, ropeScaling } = config;
  return Float32Array.from({ length: headDim / 2 }, (_, pair) => {
    const frequency = ropeTheta ** (-(2 * pair) / headDim);
    if (!ropeScaling) return frequency;
    const { factor, lowFrequencyFactor, highFrequencyFactor, originalMaxPositions } = ropeScaling;
    const turns = (originalMaxPositions * frequency) / (2 * Math.PI);
    const ramp = (turns - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor);
    const kept = Math.min(Math.max(ramp, 0), 1);
    return kept * frequency + ((1 - kept) * frequency) / factor;
  });
}

/**
 * @param positions int32 [batch or 1, time]
 * @param frequencies from {@link rotaryFrequencies}
 */
export function rotaryTable(positions: tf.Tensor2D, frequencies: Float32Array): RotaryTable {
  return tf.tidy(() => {
    const [batch, time] = positions.shape;
    const angles = tf.mul(
      tf.reshape(tf.cast(positions, "float32"), [batch, 1, time, 1]),
      tf.tensor1d(frequencies),
    ); // [batch, 1, time, headDim / 2]
    const cosines = tf.cos(angles);
    const sines = tf.sin(angles);
    return {
      cosines: tf.concat([cosines, cosines], 3) as tf.Tensor4D,
      sines: tf.concat([tf.neg(sines), sines], 3) as tf.Tensor4D,
    };
  });
}

/**
 * Turns every pair (i, i + headDim / 2) of each head by its position's angle: Hugging Face's half-split layout.
 *
 * The gradient, the turn back, is written by hand.
 *
 * @param heads [batch, heads, time, headDim]
 */
export function applyRotary(heads: tf.Tensor4D, table: RotaryTable): tf.Tensor4D {
  const turn = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor4D, tf.GradSaveFunc];
    save([table.cosines, table.sines]);
    return {
      value: tf.add(tf.mul(x, table.cosines), tf.mul(swapHalves(x), table.sines)),
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) => {
        const [cosines, sines] = saved as [tf.Tensor4D, tf.Tensor4D];
        return tf.tidy(() =>
          tf.sub(tf.mul(gradient, cosines), tf.mul(swapHalves(gradient as tf.Tensor4D), sines)),
        );
      },
    };
  });
  return turn(heads) as tf.Tensor4D;
}

function swapHalves(heads: tf.Tensor4D): tf.Tensor4D {
  const half = heads.shape[3] / 2;
  return tf.concat([tf.slice(heads, [0, 0, 0, half]), tf.slice(heads, [0, 0, 0, 0], [-1, -1, -1, half])], 3);
}

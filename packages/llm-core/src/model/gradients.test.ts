import "@tensorflow/tfjs"; // its gradients, which tfjs-core leaves out, and the cpu backend
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { attention } from "./attention.ts";
import { attentionMask } from "./attention-mask.ts";
import { rmsNorm } from "./rms-norm.ts";
import { applyRotary, rotaryTable } from "./rotary-embedding.ts";
import { swiglu } from "./swiglu.ts";

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor;

/** Runs both operations and their gradients on the same inputs; the largest difference of any number. */
function largestDifference(shapes: number[][], written: Operation, derived: Operation): number {
  const inputs = shapes.map((shape, index) => tf.randomNormal(shape, 0, 1, "float32", 10 + index));
  const upstream = tf.randomNormal(written(...inputs).shape, 0, 1, "float32", 99);
  const valuesOf = (operation: Operation): tf.Tensor[] => [
    operation(...inputs),
    ...tf.grads(operation)(inputs, upstream),
  ];
  const expected = valuesOf(derived);
  const differences = valuesOf(written).map((value, index) => {
    expect(value.shape).toEqual(expected[index]!.shape);
    return tf.max(tf.abs(tf.sub(value, expected[index]!))).dataSync()[0]!;
  });
  return Math.max(...differences);
}

/** Four query heads of two key heads: each key head twice. */
function repeatHeads(heads: tf.Tensor): tf.Tensor {
  return tf.gather(heads, tf.tensor1d([0, 0, 1, 1], "int32"), 1);
}

describe("relation: hand-written gradients equal the derived ones", () => {
  it("of RMSNorm", () => {
    const difference = largestDifference(
      [[5, 8], [8]],
      (x, weight) => rmsNorm(x as tf.Tensor2D, weight as tf.Tensor1D, 1e-3),
      (x, weight) => tf.mul(tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), 1, true), 1e-3))), weight),
    );
    expect(difference).toBeLessThan(1e-5);
  });

  it("of SwiGLU", () => {
    const shapes = [
      [5, 8],
      [5, 8],
    ];
    const difference = largestDifference(
      shapes,
      (gate, up) => swiglu(gate as tf.Tensor2D, up as tf.Tensor2D),
      (gate, up) => tf.mul(tf.mul(gate, tf.sigmoid(gate)), up),
    );
    expect(difference).toBeLessThan(1e-5);
  });

  it("of the rotary embedding", () => {
    const table = rotaryTable(tf.tensor2d([[0, 1, 2]], [1, 3], "int32"), Float32Array.of(0.5, 0.1));
    const difference = largestDifference(
      [[2, 2, 3, 4]],
      (x) => applyRotary(x as tf.Tensor4D, table),
      (x) => {
        const [first, second] = tf.split(x, 2, 3) as [tf.Tensor, tf.Tensor];
        const cosines = tf.slice(table.cosines, 0, [-1, -1, -1, 2]);
        const sines = tf.slice(table.sines, [0, 0, 0, 2]);
        return tf.concat(
          [
            tf.sub(tf.mul(first, cosines), tf.mul(second, sines)),
            tf.add(tf.mul(second, cosines), tf.mul(first, sines)),
          ],
          3,
        );
      },
    );
    expect(difference).toBeLessThan(1e-6);
  });

  it.each([5, 300])("of grouped-query attention over %i positions", (time) => {
    const segments = tf.tensor2d(
      Array.from({ length: 2 * time }, (_, index) => Math.floor((7 * index) / (3 * time))),
      [2, time],
      "int32",
    );
    const mask = attentionMask({ queries: time, keys: time, segments });
    const shapes = [
      [2, 4, time, 6],
      [2, 2, time, 6],
      [2, 2, time, 6],
    ];
    const difference = largestDifference(
      shapes,
      (q, k, v) => attention(q as tf.Tensor4D, k as tf.Tensor4D, v as tf.Tensor4D, mask),
      (q, k, v) => {
        const scores = tf.div(tf.matMul(q, repeatHeads(k), false, true), Math.sqrt(6));
        return tf.matMul(tf.softmax(tf.add(scores, mask!)), repeatHeads(v));
      },
    );
    expect(difference).toBeLessThan(1e-5);
  });
});

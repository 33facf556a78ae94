import * as tf from "@tensorflow/tfjs-core";
import { registerGradients } from "../../training/gradients/register-gradients.ts";
import { expectClose, type ConformanceCheck } from "../conformance-check.ts";
import { valuesOf } from "./values-of.ts";

/** Operations with answers worked out by hand. */
export const operationChecks: readonly ConformanceCheck[] = [
  {
    name: "unit: a lookup sums the gradients of a row that is read twice",
    run: async () => {
      registerGradients();
      const [gradient] = await valuesOf(() => {
        const table = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
        const upstream = tf.tensor2d([1, 2, 10, 20, 100, 200], [3, 2]);
        const ids = tf.tensor1d([2, 0, 2], "int32");
        return [tf.grad((rows) => tf.gather(rows, ids))(table, upstream)];
      });
      expectClose("gradient", gradient!, [10, 20, 0, 0, 101, 202], 0);
    },
  },
  {
    name: "unit: a segment sum drops negative segments",
    run: async () => {
      const [sums] = await valuesOf(() => [
        tf.unsortedSegmentSum(
          tf.tensor2d([1, 2, 10, 20, 100, 200, 7, 7], [4, 2]),
          tf.tensor1d([2, 0, 2, -1], "int32"),
          4,
        ),
      ]);
      expectClose("sums", sums!, [10, 20, 0, 0, 101, 202, 0, 0], 0);
    },
  },
  {
    name: "unit: logSoftmax of large numbers stays finite",
    run: async () => {
      const [values] = await valuesOf(() => [tf.logSoftmax(tf.tensor2d([1000, 0, -1000, 3, 3, 3], [2, 3]))]);
      const third = -Math.log(3);
      expectClose("values", values!, [0, -1000, -2000, third, third, third], 1e-4);
    },
  },
  {
    name: "unit: the largest of a row, with their places",
    run: async () => {
      const [values, places] = await valuesOf(() => {
        const { values: largest, indices } = tf.topk(tf.tensor2d([3, -1, 7, 5, 0, 9, -4, 8], [2, 4]), 2);
        return [largest, indices];
      });
      expectClose("values", values!, [7, 5, 9, 8], 0);
      expectClose("places", places!, [2, 3, 1, 3], 0);
    },
  },
  {
    name: "unit: a sum of more tensors than a shader binds",
    run: async () => {
      const [sum] = await valuesOf(() => [
        tf.addN(Array.from({ length: 40 }, (_, n) => tf.tensor1d([n, 1, -n]))),
      ]);
      expectClose("sum", sum!, [780, 40, -780], 0);
    },
  },
  {
    name: "unit: sines and cosines of the angles of long contexts",
    run: async () => {
      const angles = Float32Array.from({ length: 4000 }, (_, n) => (n - 2000) * (n < 3000 ? 0.37 : 65.3));
      const [sines, cosines] = await valuesOf(() => {
        const x = tf.tensor1d(angles);
        return [tf.sin(x), tf.cos(x)];
      });
      expectClose("sines", sines!, angles.map(Math.sin), 1e-6);
      expectClose("cosines", cosines!, angles.map(Math.cos), 1e-6);
    },
  },
  ...[false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) => matrixProduct(transposeA, transposeB)),
  ),
];

/**
 * Sizes that fill no tile of any backend, summed in float64 by the plain loop. Only the plain product is large:
 * on WebGPU in software every large one takes seconds.
 */
function matrixProduct(transposeA: boolean, transposeB: boolean): ConformanceCheck {
  const [batch, rows, inner, columns] = transposeA || transposeB ? [2, 7, 9, 5] : [3, 37, 41, 33];
  const a = Float32Array.from({ length: batch * rows * inner }, (_, i) => Math.sin(i + 1));
  const b = Float32Array.from({ length: batch * inner * columns }, (_, i) => Math.sin(2 * (i + 1)));
  const sides = [transposeA && "left", transposeB && "right"].filter((side) => side !== false).join(" and ");
  return {
    name: `unit: a batched matrix product, transposed: ${sides || "neither"}`,
    run: async () => {
      const [product] = await valuesOf(() => [
        tf.matMul(
          tf.tensor(a, transposeA ? [batch, inner, rows] : [batch, rows, inner]),
          tf.tensor(b, transposeB ? [batch, columns, inner] : [batch, inner, columns]),
          transposeA,
          transposeB,
        ),
      ]);
      const expected = Float64Array.from({ length: batch * rows * columns }, (_, place) => {
        const column = place % columns;
        const row = Math.floor(place / columns) % rows;
        const pair = Math.floor(place / (rows * columns));
        let sum = 0;
        for (let i = 0; i < inner; i++) {
          const left = pair * rows * inner + (transposeA ? i * rows + row : row * inner + i);
          const right = pair * inner * columns + (transposeB ? column * inner + i : i * columns + column);
          sum += a[left]! * b[right]!;
        }
        return sum;
      });
      expectClose("product", product!, expected, 1e-4);
    },
  };
}

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { isNativeSetUp } from "../../node/native/fixtures/is-native-set-up.ts";
import { useBackend } from "../use-backend.ts";
import { productOrder } from "./product-order.ts";
import { projectFewRows } from "./project-few-rows.ts";

const isSetUp = isNativeSetUp();

describe("projectFewRows", () => {
  it("unit: leaves other backends to the portable form", async () => {
    await tf.setBackend("cpu");
    expect(projectFewRows(tf.ones([1, 4]), tf.ones([3, 4]))).toBeUndefined();
  });

  it.skipIf(!isSetUp).each([
    { rows: 1, size: [100, 48], order: "input first" },
    { rows: 64, size: [100, 48], order: "input first" },
    { rows: 7, size: [1024, 512], order: "input first" },
    { rows: 8, size: [1024, 512], order: "weight first" },
    { rows: 16, size: [512, 256], order: "weight first" },
  ] as const)(
    "relation: the product of $rows rows and a weight of $size, $order, is the portable one",
    async ({ rows, size: [out, width], order }) => {
      expect(productOrder(rows, out * width)).toBe(order);
      await useBackend("tensorflow");
      const input = tf.randomNormal([rows, width], 0, 0.1, "float32", 1) as tf.Tensor2D;
      const weight = tf.variable(
        tf.randomNormal([out, width], 0, 1, "float32", 2),
      ) as tf.Variable<tf.Rank.R2>;
      const before = tf.memory().numTensors;
      const projected = projectFewRows(input, weight)!;
      expect(tf.memory().numTensors).toBe(before + 1);
      const portable: tf.Tensor2D = tf.matMul(input, weight, false, true);
      expect(projected.shape).toEqual(portable.shape);
      const expected = Array.from(portable.dataSync(), (value) => expect.closeTo(value, 4));
      expect(Array.from(projected.dataSync())).toEqual(expected);
      tf.dispose([input, weight, projected, portable]);
      expect(tf.memory().numTensors).toBe(before - 2);
    },
  );

  it.skipIf(!isSetUp)("unit: leaves many rows and gradients to the portable form", async () => {
    await useBackend("tensorflow");
    const weight: tf.Tensor2D = tf.ones([3, 4]);
    expect(projectFewRows(tf.ones([65, 4]), weight)).toBeUndefined();
    const gradient = tf.grad((x) => {
      const input = x as tf.Tensor2D;
      expect(projectFewRows(input, weight)).toBeUndefined();
      return tf.sum(tf.matMul(input, weight, false, true));
    })(tf.ones([2, 4]));
    expect(Array.from(gradient.dataSync())).toEqual(Array.from({ length: 8 }, () => 3));
  });
});

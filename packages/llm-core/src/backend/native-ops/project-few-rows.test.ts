import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { isNativeSetUp } from "../../node/native/fixtures/is-native-set-up.ts";
import { useBackend } from "../use-backend.ts";
import { projectFewRows } from "./project-few-rows.ts";

const isSetUp = isNativeSetUp();

describe("projectFewRows", () => {
  it("unit: leaves other backends to the portable form", async () => {
    await tf.setBackend("cpu");
    expect(projectFewRows(tf.ones([1, 4]), tf.ones([3, 4]))).toBeUndefined();
  });

  it.skipIf(!isSetUp).each([1, 8, 64])(
    "relation: the product of %d rows is the portable one",
    async (rows) => {
      await useBackend("tensorflow");
      const input = tf.randomNormal([rows, 48], 0, 1, "float32", 1) as tf.Tensor2D;
      const weight = tf.variable(tf.randomNormal([100, 48], 0, 1, "float32", 2)) as tf.Variable<tf.Rank.R2>;
      const before = tf.memory().numTensors;
      const projected = projectFewRows(input, weight)!;
      expect(tf.memory().numTensors).toBe(before + 1);
      const portable: tf.Tensor2D = tf.matMul(input, weight, false, true);
      expect(projected.shape).toEqual(portable.shape);
      const expected = Array.from(portable.dataSync(), (value) => expect.closeTo(value, 4));
      expect(Array.from(projected.dataSync())).toEqual(expected);
      tf.dispose([input, weight, projected, portable]);
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

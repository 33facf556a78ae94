import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { isNativeSetUp } from "../../node/native/fixtures/is-native-set-up.ts";
import { useBackend } from "../use-backend.ts";
import { addRows } from "./add-rows.ts";

const isSetUp = isNativeSetUp();

const makeSum = () =>
  tf.tensor2d([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
const numbers = [2, 0, 2];
const rows = [
  [10, 20],
  [30, 40],
  [50, 60],
];
const expected = [31, 42, 3, 4, 65, 86];

describe.each(isSetUp ? (["cpu", "tensorflow"] as const) : (["cpu"] as const))("addRows on %s", (backend) => {
  it("unit: adds rows, two to the same one, and takes the sum over", async () => {
    await useBackend(backend);
    const inputs: [tf.Tensor1D, tf.Tensor2D] = [tf.tensor1d(numbers, "int32"), tf.tensor2d(rows)];
    const before = tf.memory().numTensors;
    const sum = addRows(makeSum(), ...inputs);
    expect([...sum.dataSync()]).toEqual(expected);
    sum.dispose();
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose(inputs);
  });

  it("unit: a clone of the sum keeps its values", async () => {
    await useBackend(backend);
    const sum = makeSum();
    const clone = tf.clone(sum);
    const after = addRows(sum, tf.tensor1d(numbers, "int32"), tf.tensor2d(rows));
    expect([...after.dataSync()]).toEqual(expected);
    expect([...clone.dataSync()]).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

import * as tf from "@tensorflow/tfjs-core";
import type { NativeDevice } from "./native-recipe.ts";
import { registerNative } from "./open-native.ts";

/**
 * Run as a process of its own with a folder and a device as arguments, because a library that does not fit this machine
 * ends the process that loads it. Exit code 0 means that a matrix product and a gradient came out right; a line of
 * its output names the device that computed them.
 */
const [folder, device] = process.argv.slice(2) as [string, NativeDevice];
registerNative({ folder, device });
if (!(await tf.setBackend("tensorflow"))) throw new Error("TensorFlow's library does not start");

const [product, gradient] = tf.tidy(() => {
  const a = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const b = tf.tensor2d([5, 6, 7, 8], [2, 2]);
  const sumOfSquares = tf.grad((x) => tf.sum(tf.square(tf.matMul(x, b))));
  return [tf.matMul(a, b).dataSync(), sumOfSquares(a).dataSync()];
});
// d/dA sum((A B)^2) = 2 A B B^T.
expectEqual("the matrix product", product, [19, 22, 43, 50]);
expectEqual("the gradient", gradient, [454, 618, 1030, 1402]);
console.log((tf.backend() as unknown as { isUsingGpuDevice: boolean }).isUsingGpuDevice ? "gpu" : "cpu");

function expectEqual(what: string, got: ArrayLike<number>, expected: readonly number[]): void {
  if (expected.some((value, i) => got[i] !== value)) {
    throw new Error(`${what} came out as ${Array.from(got).join(", ")}, expected ${expected.join(", ")}`);
  }
}

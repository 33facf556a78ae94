import "@tensorflow/tfjs"; // the cpu backend to compare with, and the gradients, which tfjs-core leaves out
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { trainingStep } from "../../backend/fixtures/training-step.ts";
import { useBackend } from "../../backend/use-backend.ts";
import { isNativeSetUp } from "./fixtures/is-native-set-up.ts";

const isSetUp = isNativeSetUp();

describe.skipIf(!isSetUp)("parity: native TensorFlow, and tfjs's plain JavaScript backend", () => {
  it("compute the same on every kernel that a model needs", async () => {
    const { name, line } = await useBackend("tensorflow");
    expect(name).toBe("tensorflow");
    expect(line).toMatch(/^Computing on tensorflow \(native TensorFlow 2\.\d+\.\d+ on the [CG]PU\)\.$/);
    const a = Array.from({ length: 24 }, (_, i) => Math.sin(i + 1));

    const cases: Record<string, () => tf.Tensor> = {
      matMul: () => tf.matMul(tf.tensor(a, [2, 3, 4]), tf.tensor(a, [2, 3, 4]), false, true),
      softmax: () => tf.softmax(tf.tensor(a, [6, 4])),
      logSumExp: () => tf.logSumExp(tf.tensor(a, [6, 4]), -1),
      gather: () => tf.gather(tf.tensor(a, [6, 4]), tf.tensor1d([5, 0, 5], "int32")),
      segmentSum: () =>
        tf.unsortedSegmentSum(tf.tensor(a, [6, 4]), tf.tensor1d([1, 0, 1, 2, 1, 0], "int32"), 4),
      topk: () => tf.topk(tf.tensor(a, [6, 4]), 2).indices,
      where: () => tf.where(tf.greater(tf.tensor(a), 0), tf.tensor(a), tf.zeros([24])),
      rsqrt: () => tf.rsqrt(tf.mean(tf.square(tf.tensor(a, [6, 4])), -1, true)),
      transpose: () => tf.transpose(tf.tensor(a, [2, 3, 4]), [2, 0, 1]),
      slice: () => tf.slice(tf.tensor(a, [2, 3, 4]), [0, 1, 1], [2, 2, 2]),
      concat: () => tf.concat([tf.tensor(a, [6, 4]), tf.ones([6, 1])], 1),
      cumsum: () => tf.cumsum(tf.tensor(a, [6, 4]), 1),
      oneHot: () => tf.oneHot(tf.tensor1d([2, 0], "int32"), 3),
    };
    for (const [kernel, compute] of Object.entries(cases))
      expectClose(kernel, await onBoth(() => [compute()]), 1e-5);
  });

  it("take the same training step of a small Llama, and leave no tensor behind", async () => {
    await useBackend("tensorflow");
    const before = tf.memory().numTensors;
    expectClose("step", await onBoth(trainingStep), 2e-3);
    expect(tf.memory().numTensors).toBe(before);
  });
});

async function onBoth(compute: () => tf.Tensor[]): Promise<{ native: number[][]; plain: number[][] }> {
  const values = () => tf.tidy(() => compute().map((tensor) => Array.from(tensor.dataSync())));
  await tf.setBackend("cpu");
  const plain = values();
  await tf.setBackend("tensorflow");
  return { native: values(), plain };
}

function expectClose(
  what: string,
  { native, plain }: { native: number[][]; plain: number[][] },
  tolerance: number,
) {
  expect(
    native.map((values) => values.length),
    what,
  ).toEqual(plain.map((values) => values.length));
  for (const [i, values] of native.entries()) {
    for (const [j, value] of values.entries())
      expect(Math.abs(value - plain[i]![j]!), what).toBeLessThan(tolerance);
  }
}

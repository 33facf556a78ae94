import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { registerGradients } from "./register-gradients.ts";

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor;

const cases: [string, Operation, ...number[][]][] = [
  ["add", (a, b) => tf.add(a!, b!), [2, 3], [3]],
  ["sub", (a, b) => tf.sub(a!, b!), [2, 1], [2, 3]],
  ["mul", (a, b) => tf.mul(a!, b!), [2, 2, 3], [2, 1, 3]],
  ["div", (a, b) => tf.div(a!, b!), [2, 3], [2, 1]],
  ["maximum", (a, b) => tf.maximum(a!, b!), [2, 3], []],
  ["neg", (a) => tf.neg(a!), [3]],
  ["square", (a) => tf.square(a!), [3]],
  ["log", (a) => tf.log(a!), [3]],
  ["abs", (a) => tf.abs(tf.sub(a!, 1)), [3]],
  ["exp", (a) => tf.exp(a!), [3]],
  ["sqrt", (a) => tf.sqrt(a!), [3]],
  ["rsqrt", (a) => tf.rsqrt(a!), [3]],
  ["sigmoid", (a) => tf.sigmoid(a!), [3]],
  ["tanh", (a) => tf.tanh(a!), [3]],
  ["clone", (a) => tf.clone(a!), [3]],
  ["sum", (a) => tf.sum(a!, [0, 2]), [2, 3, 2]],
  ["mean", (a) => tf.mean(a!, 1, true), [2, 3]],
  ["softmax", (a) => tf.softmax(a!), [2, 3]],
  ["logSoftmax", (a) => tf.logSoftmax(a!), [2, 3]],
  ["matMul", (a, b) => tf.matMul(a!, b!), [2, 3], [3, 4]],
  ["matMul with b transposed", (a, b) => tf.matMul(a!, b!, false, true), [2, 3], [4, 3]],
  ["matMul with a transposed", (a, b) => tf.matMul(a!, b!, true), [3, 2], [3, 4]],
  ["matMul with both transposed", (a, b) => tf.matMul(a!, b!, true, true), [5, 3, 2], [5, 4, 3]],
  ["reshape", (a) => tf.reshape(a!, [3, 2]), [2, 3]],
  ["expandDims", (a) => tf.expandDims(a!, 1), [2, 3]],
  ["transpose", (a) => tf.transpose(a!, [2, 0, 1]), [2, 3, 2]],
  ["slice", (a) => tf.slice(a!, [1, 0], [1, -1]), [3, 2]],
  ["split", (a) => tf.split(a!, [1, 2], 1)[1]!, [2, 3]],
  ["concat", (a, b) => tf.concat([a!, b!], -1), [2, 3], [2, 1]],
  ["stack", (a, b) => tf.stack([a!, b!], 1), [2, 3], [2, 3]],
  ["gather", (a) => tf.gather(a!, tf.tensor1d([2, 0, 2], "int32")), [3, 2]],
];

beforeAll(async () => {
  await tf.setBackend("cpu");
  registerGradients();
});

describe("registerGradients", () => {
  it.each(cases)("relation: the gradient of %s is its finite difference", (_name, operation, ...shapes) => {
    tf.tidy(() => {
      const inputs = shapes.map((shape, index) => tf.randomUniform(shape, 0.3, 1.7, "float32", index + 1));
      const coefficients = tf.randomUniform(operation(...inputs).shape, -1, 1, "float32", 9);
      const scalar = (...tensors: tf.Tensor[]) =>
        tf.sum<tf.Scalar>(tf.mul(operation(...tensors), coefficients));
      const gradients = tf.grads(scalar)(inputs);
      gradients.forEach((gradient, index) => {
        const input = inputs[index]!;
        expect(gradient.shape).toEqual(input.shape);
        const step = 1e-2;
        gradient.dataSync().forEach((slope, entry) => {
          const moved = (by: number) => {
            const values = input.dataSync().slice();
            values[entry]! += by;
            const tensors = inputs.map((other, i) => (i === index ? tf.tensor(values, input.shape) : other));
            return scalar(...tensors).dataSync()[0]!;
          };
          expect(Math.abs(slope - (moved(step) - moved(-step)) / (2 * step))).toBeLessThan(5e-3);
        });
      });
    });
  });

  it("unit: a gradient registered before stays", () => {
    const before = tf.getGradient("Add");
    registerGradients();
    expect(tf.getGradient("Add")).toBe(before);
  });
});

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { differentiableOperations } from "../fixtures/differentiable-operations.ts";
import { registerGradients } from "./register-gradients.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
  registerGradients();
});

describe("registerGradients", () => {
  it.each(differentiableOperations)(
    "relation: the gradient of %s is its finite difference",
    (_name, operation, ...shapes) => {
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
              const tensors = inputs.map((other, i) =>
                i === index ? tf.tensor(values, input.shape) : other,
              );
              return scalar(...tensors).dataSync()[0]!;
            };
            expect(Math.abs(slope - (moved(step) - moved(-step)) / (2 * step))).toBeLessThan(5e-3);
          });
        });
      });
    },
  );

  it("unit: a gradient registered before stays", () => {
    const before = tf.getGradient("Add");
    registerGradients();
    expect(tf.getGradient("Add")).toBe(before);
  });
});

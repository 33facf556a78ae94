import * as tf from "@tensorflow/tfjs-core";
import { registerGradients } from "../../training/gradients/register-gradients.ts";
import { expectClose, type ConformanceCheck } from "../conformance-check.ts";
import { differentiableOperations } from "../../training/fixtures/differentiable-operations.ts";
import { valuesOf } from "./values-of.ts";

/** Every operation that training differentiates: its gradient beside the slope measured on the same backend. */
export const gradientChecks: readonly ConformanceCheck[] = differentiableOperations.map(
  ([name, operation, ...shapes]) => ({
    name: `relation: the gradient of ${name} is its finite difference`,
    run: async () => {
      registerGradients();
      const inputs = shapes.map((shape, n) => waves(tf.util.sizeFromShape(shape), n));
      const tensorsOf = (values: readonly Float32Array[]) => values.map((v, n) => tf.tensor(v, shapes[n]!));
      const scalar = weightedSum(operation);
      const gradients = await valuesOf(() => tf.grads(scalar)(tensorsOf(inputs)));
      const step = 1e-2;
      for (const [n, input] of inputs.entries()) {
        // One stacked reading for all the moves of an input
        const [sums] = await valuesOf(() => [
          tf.stack(
            Array.from(input, (_, entry) => entry).flatMap((entry) =>
              [step, -step].map((by) => {
                const moved = input.slice();
                moved[entry]! += by;
                return scalar(...tensorsOf(inputs.map((other, i) => (i === n ? moved : other))));
              }),
            ),
          ),
        ]);
        const slopes = Array.from(input, (_, e) => (sums![2 * e]! - sums![2 * e + 1]!) / (2 * step));
        expectClose(`gradient of input ${n}`, gradients[n]!, slopes, 5e-3);
      }
    },
  }),
);

/** One number in which every entry counts by a weight of its own. */
function weightedSum(
  operation: (...inputs: tf.Tensor[]) => tf.Tensor,
): (...inputs: tf.Tensor[]) => tf.Scalar {
  return (...inputs) => {
    const out = operation(...inputs);
    const weights = Float32Array.from({ length: out.size }, (_, i) => Math.cos(3 * i + 1));
    return tf.sum<tf.Scalar>(tf.mul(out, tf.tensor(weights, out.shape)));
  };
}

/** Numbers between 0.6 and 1.4, none of them 1, where `abs` of the cases has its kink. */
function waves(size: number, seed: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => 1 + 0.4 * Math.sin(2.3 * i + seed + 1));
}

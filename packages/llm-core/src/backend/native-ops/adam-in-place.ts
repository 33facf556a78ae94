import * as tf from "@tensorflow/tfjs-core";
import { BufferVariable } from "./buffer-variable.ts";
import { flagAttribute, nativeBackend, typeAttribute } from "./native-backend.ts";
import { unshare } from "./unshare.ts";

/** One update of a weight by Adam. */
export interface AdamUpdate {
  weight: tf.Variable;
  /** Means of the gradient and of its square, in the weight's shape. */
  first: tf.Tensor;
  second: tf.Tensor;
  /** In the weight's shape; disposed. */
  gradient: tf.Tensor;
  /** Factor of the gradient. */
  scale: tf.Scalar;
  beta1: number;
  beta2: number;
  /** Added to the root of the second moment as it is, without its correction. */
  epsilon: number;
  /** What the quotient of the moments is multiplied by. */
  stepSize: number;
  /** Share of the weight that is taken off before. */
  decay: number;
}

/** The moments after an update: the same tensors, unless these had clones. */
export type Moments = Pick<AdamUpdate, "first" | "second">;

/**
 * One update by Adam in the memory of weight and moments, by TensorFlow's own fused operation: a single pass, where the
 * portable form takes a dozen and as many temporaries.
 *
 * Clones of weight and moments keep their values.
 *
 * @returns nothing, and nothing is done, if the backend is not native TensorFlow
 */
export function adamInPlace(options: AdamUpdate): Moments | undefined {
  const native = nativeBackend();
  if (!native) return undefined;
  const { weight, gradient, beta1, beta2, epsilon, stepSize, decay } = options;
  unshare(native, weight);
  const first = unshare(native, options.first);
  const second = unshare(native, options.second);
  const { binding } = native;
  const scaled = tf.mul(gradient, options.scale);
  gradient.dispose();
  const push = decay === 0 ? undefined : tf.mul(weight, decay);
  // The bias corrections are in stepSize and epsilon already: powers of 0 leave them alone
  const numbers = [0, 0, stepSize, beta1, beta2, epsilon].map((value) => tf.scalar(value));
  const variables = Object.entries({ weight, first, second }).map(
    ([name, tensor]) => new BufferVariable(native, name, tensor),
  );
  const handles = variables.map(({ handle }) => handle);
  try {
    if (push) {
      const inputs = [handles[0]!, ...native.getInputTensorIds([push])];
      binding.executeOp("AssignSubVariableOp", [typeAttribute(native, "dtype")], inputs, 0);
      push.dispose();
    }
    const flags = ["use_locking", "use_nesterov"].map((name) => flagAttribute(native, name, false));
    const inputs = [...handles, ...native.getInputTensorIds([...numbers, scaled])];
    binding.executeOp("ResourceApplyAdam", [typeAttribute(native, "T"), ...flags], inputs, 0);
  } finally {
    for (const variable of variables) variable.giveBack();
    tf.dispose([...numbers, scaled]);
  }
  return { first, second };
}

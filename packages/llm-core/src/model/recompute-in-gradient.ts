import * as tf from "@tensorflow/tfjs-core";

export interface RecomputedStep {
  input: tf.Tensor2D;
  /** Variables of which the step's gradients are wanted beside its input's. */
  weights: readonly tf.Variable[];
  /** Other tensors that `compute` reads; they have no gradient. */
  constants: readonly tf.Tensor[];
  /** The step; must give the same for the same tensors, and change nothing else. */
  compute: (input: tf.Tensor2D, constants: readonly tf.Tensor[]) => tf.Tensor2D;
}

/**
 * Gradient checkpointing: runs a step of which only the input is kept, and once more when its gradient is asked for.
 *
 * The output must go into one other operation alone, since the gradient that comes back from it is freed.
 *
 * Source: Chen et al. 2016 (arXiv 1604.06174).
 */
export function recomputeInGradient({ input, weights, constants, compute }: RecomputedStep): tf.Tensor2D {
  const step = tf.customGrad((...args) => {
    const save = args.at(-1) as tf.GradSaveFunc;
    save([input, ...constants]);
    return {
      value: compute(input, constants),
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) => {
        const [again, ...kept] = saved as [tf.Tensor2D, ...tf.Tensor[]];
        const gradients = onOwnTape(() =>
          tf.grads(() => compute(again, kept))([again, ...weights], gradient),
        );
        // Neither is used again: the steps before would hold them until the backward pass ends
        again.dispose();
        if (!gradients.includes(gradient)) gradient.dispose();
        return gradients;
      },
    };
  });
  return step(input, ...weights) as tf.Tensor2D;
}

/** A gradient inside the backward pass of another: tfjs has a single tape, and the inner one would throw it away. */
function onOwnTape<Result>(differentiate: () => Result): Result {
  const { state } = tf.engine();
  const outer = state.activeTape;
  try {
    return differentiate();
  } finally {
    state.activeTape = outer;
  }
}

import * as tf from "@tensorflow/tfjs-core";
import { cast, halfTypes } from "./cast.ts";
import { flagAttribute, nativeBackend, typeAttribute } from "./native-backend.ts";
import type { NativeBackend } from "./native-backend.ts";

const kernelName = "MultiplyInBfloat16";

/**
 * The product of two float32 matrices, computed from their roundings to bfloat16 and returned as float32; so are the
 * products of its gradient. tfjs sees float32 alone: it knows no bfloat16.
 *
 * Each number is off by up to 2⁻⁹ of itself before the product and after it. A backend's kernel of its own, so that a
 * gradient is computed only for the matrix that asks for it.
 *
 * @param a [m, k], or [k, m] if transposed
 * @param b [k, n], or [n, k] if transposed
 * @returns [m, n]
 * @throws Error if the backend is not native TensorFlow
 */
export function multiplyInBfloat16(
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  transposeA = false,
  transposeB = false,
): tf.Tensor2D {
  register();
  return tf.engine().runKernel<tf.Tensor2D>(kernelName, { a, b }, { transposeA, transposeB });
}

/** Whether the backend can do it. */
export function hasBfloat16(): boolean {
  return nativeBackend() !== undefined;
}

function register(): void {
  if (tf.getGradient(kernelName) !== undefined) return;
  tf.registerKernel({
    kernelName,
    backendName: "tensorflow",
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
      const { transposeA, transposeB } = attrs as { transposeA: boolean; transposeB: boolean };
      return multiply(backend as unknown as NativeBackend, [a, b], [transposeA, transposeB]);
    },
  });
  tf.registerGradient({
    kernelName,
    inputsToSave: ["a", "b"],
    gradFunc: (gradient, saved, attributes) => {
      const up = gradient as tf.Tensor2D;
      const [a, b] = saved as [tf.Tensor2D, tf.Tensor2D];
      const { transposeA, transposeB } = attributes as unknown as {
        transposeA: boolean;
        transposeB: boolean;
      };
      return {
        a: () =>
          transposeA
            ? multiplyInBfloat16(b, up, transposeB, true)
            : multiplyInBfloat16(up, b, false, !transposeB),
        b: () =>
          transposeB
            ? multiplyInBfloat16(up, a, true, transposeA)
            : multiplyInBfloat16(a, up, !transposeA, false),
      };
    },
  });
}

function multiply(
  native: NativeBackend,
  matrices: readonly [tf.TensorInfo, tf.TensorInfo],
  [transposeA, transposeB]: readonly [boolean, boolean],
): tf.Tensor {
  const { binding } = native;
  const { bfloat16 } = halfTypes;
  const held: number[] = [];
  const hold = (id: number): number => {
    held.push(id);
    return id;
  };
  try {
    const narrow = native
      .getInputTensorIds(matrices)
      .map((id) => hold(cast(native, id, binding.TF_FLOAT, bfloat16).id));
    const attributes = [
      flagAttribute(native, "transpose_a", transposeA),
      flagAttribute(native, "transpose_b", transposeB),
      typeAttribute(native, "T", bfloat16),
    ];
    const [product] = binding.executeOp("MatMul", attributes, narrow, 1);
    return native.createOutputTensor(cast(native, hold(product!.id), bfloat16, binding.TF_FLOAT));
  } finally {
    for (const id of held) binding.deleteTensor(id);
  }
}

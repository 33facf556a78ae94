import * as tf from "@tensorflow/tfjs-core";
import { flagAttribute, nativeBackend, typeAttribute } from "./native-backend.ts";

/** Rows up to which TensorFlow's plain product is the faster one. */
export const fewRows = 64;

/** Numbers of a matrix beyond which that holds for a single row only. */
const largeMatrix = 16_000_000;

/**
 * input · weightᵀ of a few rows by TensorFlow's `MatMul`. tfjs computes every product by `BatchMatMulV2`, whose
 * preparations cost more than the product itself when a model reads a token at a time.
 *
 * @param input [rows, in]
 * @param weight [out, in]
 * @returns [rows, out], or nothing if the backend is not native TensorFlow, if the product does not gain by it, or if
 *   a gradient is being recorded, which would not see it
 */
export function projectFewRows(input: tf.Tensor2D, weight: tf.Tensor2D): tf.Tensor2D | undefined {
  const [rows] = input.shape;
  if (!gainsByMatMul(rows, weight.size)) return undefined;
  if (input.dtype !== "float32" || weight.dtype !== "float32") return undefined;
  if (tf.engine().state.gradientDepth > 0) return undefined;
  const native = nativeBackend();
  if (!native) return undefined;
  const attributes = [
    flagAttribute(native, "transpose_a", false),
    flagAttribute(native, "transpose_b", true),
    typeAttribute(native, "T"),
  ];
  return native.executeSingleOutput("MatMul", attributes, [input, weight]) as tf.Tensor2D;
}

/** Whether TensorFlow's `MatMul` is the faster product of `rows` rows with a matrix of `size` numbers. */
export function gainsByMatMul(rows: number, size: number): boolean {
  return rows <= fewRows && (rows === 1 || size <= largeMatrix);
}

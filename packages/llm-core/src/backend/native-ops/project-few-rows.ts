import * as tf from "@tensorflow/tfjs-core";
import { flagAttribute, nativeBackend, typeAttribute } from "./native-backend.ts";
import { productOrder } from "./product-order.ts";

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
  const order = productOrder(input.shape[0], weight.size);
  if (order === "batched") return undefined;
  if (input.dtype !== "float32" || weight.dtype !== "float32") return undefined;
  if (tf.engine().state.gradientDepth > 0) return undefined;
  const native = nativeBackend();
  if (!native) return undefined;
  const attributes = [
    flagAttribute(native, "transpose_a", false),
    flagAttribute(native, "transpose_b", true),
    typeAttribute(native, "T"),
  ];
  if (order === "input first")
    return native.executeSingleOutput("MatMul", attributes, [input, weight]) as tf.Tensor2D;
  return tf.tidy(() =>
    tf.transpose(native.executeSingleOutput("MatMul", attributes, [weight, input]) as tf.Tensor2D),
  );
}

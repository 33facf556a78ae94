import * as tf from "@tensorflow/tfjs-core";
import { nativeBackend, typeAttribute } from "./native-backend.ts";

/** The sum of a tensor's squares, by native TensorFlow without a temporary of its size. */
export function sumOfSquares(tensor: tf.Tensor): tf.Scalar {
  const native = nativeBackend();
  return tf.tidy(() =>
    native
      ? tf.mul<tf.Scalar>(native.executeSingleOutput("L2Loss", [typeAttribute(native, "T")], [tensor]), 2)
      : tf.sum<tf.Scalar>(tf.square(tensor)),
  );
}

import * as tf from "@tensorflow/tfjs-core";
import { typeAttribute } from "./native-backend.ts";
import type { NativeBackend } from "./native-backend.ts";

/**
 * A tensor that tfjs has no clone of: the tensor itself, or one in its place, whose memory TensorFlow copies when it is
 * first changed. A variable stays the same object.
 */
export function unshare(native: NativeBackend, tensor: tf.Tensor): tf.Tensor {
  if (native.tensorMap.get(tensor.dataId).refCount === 1) return tensor;
  const own = native.executeSingleOutput("Identity", [typeAttribute(native, "T")], [tensor]);
  if (!(tensor instanceof tf.Variable)) {
    tensor.dispose();
    return tf.keep(own);
  }
  tensor.assign(own);
  own.dispose();
  return tensor;
}

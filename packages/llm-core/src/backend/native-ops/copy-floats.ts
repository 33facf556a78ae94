import * as tf from "@tensorflow/tfjs-core";
import { nativeBackend, typeAttribute } from "./native-backend.ts";

/**
 * float32 numbers as a tensor in TensorFlow's own memory, at once: a tensor made by `tf.tensor` keeps the caller's memory
 * until it is first used, and its garbage collector's after that.
 *
 * @param bytes little-endian, from a multiple of four on in their buffer; free again afterwards
 * @returns of `shape`, owned by the caller; nothing if the backend is not native TensorFlow
 */
export function copyFloats(bytes: Uint8Array, shape: readonly number[]): tf.Tensor | undefined {
  const native = nativeBackend();
  if (!native) return undefined;
  const { binding } = native;
  const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  // TensorFlow may use the numbers where they are; DeepCopy never does
  const id = binding.createTensor([...shape], binding.TF_FLOAT, numbers);
  try {
    const [copy] = binding.executeOp("DeepCopy", [typeAttribute(native, "T")], [id], 1);
    return native.createOutputTensor(copy!);
  } finally {
    binding.deleteTensor(id);
  }
}

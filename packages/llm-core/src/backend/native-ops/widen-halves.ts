import * as tf from "@tensorflow/tfjs-core";
import { cast, halfTypes } from "./cast.ts";
import { nativeBackend, typeAttribute } from "./native-backend.ts";

/**
 * 16-bit numbers as a float32 tensor, widened by TensorFlow on all cores and straight into its own memory.
 *
 * @param bytes an even count of little-endian numbers, from a multiple of four on in their buffer; free again afterwards
 * @returns of `shape`, owned by the caller; nothing if the backend is not native TensorFlow
 */
export function widenHalves(
  bytes: Uint8Array,
  format: "bfloat16" | "float16",
  shape: readonly number[],
): tf.Tensor | undefined {
  const native = nativeBackend();
  if (!native) return undefined;
  const { binding } = native;
  const pairs = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const held: number[] = [];
  try {
    const words = binding.createTensor([pairs.length], binding.TF_INT32, pairs);
    held.push(words);
    // [pairs, 2], in the memory of the words
    const [halves] = binding.executeOp(
      "Bitcast",
      [typeAttribute(native, "T", binding.TF_INT32), typeAttribute(native, "type", halfTypes[format])],
      [words],
      1,
    );
    held.push(halves!.id);
    const wide = cast(native, halves!.id, halfTypes[format], binding.TF_FLOAT);
    return tf.tidy(() => tf.reshape(native.createOutputTensor(wide), [...shape]));
  } finally {
    for (const id of held) binding.deleteTensor(id);
  }
}

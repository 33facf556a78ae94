import * as tf from "@tensorflow/tfjs-core";
import { nativeCpuBackend, typeAttribute } from "./native-backend.ts";

/**
 * Adds rows to those of a sum that have these numbers, in the memory of the sum if the CPU of native TensorFlow computes:
 * the portable form takes two more tensors of the sum's size.
 *
 * @param sum [n, width]; disposed, or changed and returned. No other tensor may share its memory by a slice.
 * @param numbers int32 [rows], below n; a number may occur many times
 * @param rows [rows, width]
 * @returns [n, width]
 */
export function addRows(sum: tf.Tensor2D, numbers: tf.Tensor1D, rows: tf.Tensor2D): tf.Tensor2D {
  const native = nativeCpuBackend(); // on a GPU rows of one number would overtake each other
  if (native && native.tensorMap.get(sum.dataId).refCount === 1) {
    const inputs = native.getInputTensorIds([sum, numbers, rows]);
    const [alias] = native.binding.executeOp("InplaceAdd", [typeAttribute(native, "T")], inputs, 1);
    native.binding.deleteTensor(alias!.id);
    return sum;
  }
  const added = tf.tidy(() => tf.add<tf.Tensor2D>(sum, tf.unsortedSegmentSum(rows, numbers, sum.shape[0])));
  sum.dispose();
  return added;
}

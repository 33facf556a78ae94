import type * as tf from "@tensorflow/tfjs-core";
import type { WebGpuBackend } from "./webgpu-backend.ts";

/** The sum of tensors of one shape by tfjs's own kernel, in groups that a shader can bind beside its output. */
export function groupedAddN(addN: tf.KernelFunc): tf.KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const gpu = backend as unknown as WebGpuBackend;
    const most = gpu.device.limits.maxStorageBuffersPerShaderStage - 1;
    const waiting = Object.values(inputs as Record<string, tf.TensorInfo>);
    const sum = (group: tf.TensorInfo[]): tf.TensorInfo =>
      addN({ inputs: group as unknown as tf.NamedTensorInfoMap, attrs, backend }) as tf.TensorInfo;
    let partial: tf.TensorInfo | undefined;
    while (waiting.length > 0) {
      const earlier = partial;
      partial = sum(
        earlier === undefined ? waiting.splice(0, most) : [earlier, ...waiting.splice(0, most - 1)],
      );
      if (earlier !== undefined) gpu.disposeData(earlier.dataId);
    }
    return partial!;
  };
}

import type * as tf from "@tensorflow/tfjs-core";

/** The parts of tfjs's WebGPU backend that a kernel works with. */
export interface WebGpuBackend {
  device: { limits: { maxStorageBuffersPerShaderStage: number } };
  runWebGPUProgram(program: WebGpuProgram, inputs: tf.TensorInfo[], dtype: tf.DataType): tf.TensorInfo;
  disposeData(dataId: tf.DataId): boolean;
}

/** A shader as tfjs's WebGPU backend takes it. */
interface WebGpuProgram {
  /** Names of the inputs; of an input `A` the shader reads entries by `getAByOutputIndex`. */
  variableNames: string[];
  outputShape: number[];
  workgroupSize: [number, number, number];
  dispatchLayout: { x: number[] };
  /** Workgroups to start along each axis. */
  dispatch: [number, number, number];
  /** Compiled shaders are kept by this name, so it has to differ from every other program's. */
  shaderKey: string;
  /** Whether the shader reads `uniforms.size`, the output's number of entries. */
  size: boolean;
  getUserCode(): string;
}

import type * as tf from "@tensorflow/tfjs-core";

/** The parts of tfjs's WebGPU backend that a kernel works with. */
export interface WebGpuBackend {
  device: WebGpuDevice;
  runWebGPUProgram(program: WebGpuProgram, inputs: tf.TensorInfo[], dtype: tf.DataType): tf.TensorInfo;
  read(dataId: tf.DataId): Promise<tf.BackendValues>;
  readSync(dataId: tf.DataId): tf.BackendValues;
  disposeData(dataId: tf.DataId): boolean;
}

export type WebGpuErrorFilter = "validation" | "out-of-memory" | "internal";

/** The part of the standard's `GPUDevice` that is used here. */
export interface WebGpuDevice {
  limits: {
    maxStorageBuffersPerShaderStage: number;
    /** Bytes of a tensor that a shader may bind. */
    maxStorageBufferBindingSize: number;
    /** Bytes. */
    maxBufferSize: number;
  };
  /** Resolves when the device is gone. */
  lost: Promise<{ reason: string; message: string }>;
  pushErrorScope(filter: WebGpuErrorFilter): void;
  popErrorScope(): Promise<{ message: string } | null>;
  destroy(): void;
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

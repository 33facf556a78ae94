import * as tf from "@tensorflow/tfjs-core";

/** The parts of tfjs-node's backend on which TensorFlow operations can be called by name. */
export interface NativeBackend {
  readonly binding: {
    /** Numbers of TensorFlow's own enumerations. */
    readonly TF_ATTR_TYPE: number;
    readonly TF_ATTR_SHAPE: number;
    readonly TF_ATTR_STRING: number;
    readonly TF_ATTR_BOOL: number;
    readonly TF_FLOAT: number;
    readonly TF_INT32: number;
    createTensor(shape: readonly number[], dtype: number, values: Int32Array | Float32Array): number;
    executeOp(name: string, attributes: NativeAttribute[], inputs: number[], outputs: number): NativeOutput[];
    deleteTensor(id: number): void;
    /** @returns the graph's number */
    loadSavedModel(folder: string, tag: string): number;
    /** @param inputNames joined by commas, as `outputNames` */
    runSavedModel(id: number, inputs: number[], inputNames: string, outputNames: string): NativeOutput[];
    deleteSavedModel(id: number): void;
  };
  readonly isUsingGpuDevice: boolean;
  /** What TensorFlow holds for each tensor of tfjs; `id` is TensorFlow's. */
  readonly tensorMap: { get(dataId: object): { id: number; refCount: number } };
  /** Also hands over values that tfjs has kept in JavaScript so far. */
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): number[];
  /** The tensor of tfjs for what an operation gave. */
  createOutputTensor(output: NativeOutput): tf.Tensor;
  executeSingleOutput(name: string, attributes: NativeAttribute[], inputs: tf.TensorInfo[]): tf.Tensor;
}

/** A tensor of TensorFlow; `dtype` is TensorFlow's number. */
export interface NativeOutput {
  id: number;
  shape: number[];
  dtype: number;
}

export interface NativeAttribute {
  name: string;
  type: number;
  value: unknown;
}

/** An attribute that names a type, by TensorFlow's number. @param dtype @default float32 */
export function typeAttribute({ binding }: NativeBackend, name: string, dtype?: number): NativeAttribute {
  return { name, type: binding.TF_ATTR_TYPE, value: dtype ?? binding.TF_FLOAT };
}

export function flagAttribute({ binding }: NativeBackend, name: string, value: boolean): NativeAttribute {
  return { name, type: binding.TF_ATTR_BOOL, value };
}

/** Native TensorFlow, if that is what tfjs computes on. */
export function nativeBackend(): NativeBackend | undefined {
  if (tf.getBackend() !== "tensorflow") return undefined;
  return tf.backend() as unknown as NativeBackend;
}

/** The same, if the CPU is what TensorFlow computes on. */
export function nativeCpuBackend(): NativeBackend | undefined {
  const native = nativeBackend();
  return native?.isUsingGpuDevice ? undefined : native;
}

import type * as tf from "@tensorflow/tfjs-core";

/** The parts of tfjs's WebAssembly backend that a kernel works with. */
export interface WasmBackend {
  /** Tensors by data id: their number on the WebAssembly side and where they start in its memory, in bytes. */
  dataIdMap: {
    get(dataId: tf.DataId): { id: number; memoryOffset: number };
    delete(dataId: tf.DataId): boolean;
  };
  wasm: {
    tfjs: { disposeData(id: number): void };
    /** Where room for `bytes` starts; 0 when there is none. */
    _malloc(bytes: number): number;
  };
  /** A new tensor; at `memoryOffset` it takes memory that exists, else memory of its own. */
  makeOutput(shape: number[], dtype: tf.DataType, memoryOffset?: number): tf.TensorInfo;
  /** The tensor's values in place, until the next allocation. */
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array | Int32Array | Uint8Array;
  disposeData(dataId: tf.DataId): boolean;
}

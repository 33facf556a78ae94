import * as tf from "@tensorflow/tfjs-core";
import { pairwiseMatMul } from "./pairwise-mat-mul.ts";
import { unsortedSegmentSum } from "./unsorted-segment-sum.ts";
import type { WasmBackend } from "./wasm-backend.ts";
import { WasmMemoryError } from "./wasm-memory-error.ts";

/**
 * Makes tfjs's WebAssembly backend fit to train on: adds the kernel without which `gather` has no gradient,
 * replaces the matrix product where it is slow, and turns a full memory into a `WasmMemoryError` (tfjs takes the null
 * pointer for a place, and tensors overwrite each other there). The backend has to be the current one; a second call
 * does nothing.
 */
export function repairWasm(): void {
  if (tf.getKernel("UnsortedSegmentSum", "wasm") != null) return;
  tf.registerKernel({
    kernelName: "UnsortedSegmentSum",
    backendName: "wasm",
    kernelFunc: unsortedSegmentSum,
  });

  const matMul = tf.getKernel("BatchMatMul", "wasm");
  const transpose = tf.getKernel("Transpose", "wasm");
  tf.unregisterKernel("BatchMatMul", "wasm");
  tf.registerKernel({
    ...matMul,
    kernelFunc: pairwiseMatMul({ matMul: matMul.kernelFunc, transpose: transpose.kernelFunc }),
  });

  throwWhenFull(tf.backend() as unknown as WasmBackend);
}

function throwWhenFull(backend: WasmBackend): void {
  // The module's functions replace themselves when they are first called.
  backend.disposeData(backend.makeOutput([1], "float32").dataId);
  const { _malloc: allocate } = backend.wasm;
  const allocateOrThrow = (bytes: number) => {
    const place = allocate(bytes);
    if (place === 0 && bytes > 0) throw new WasmMemoryError(bytes);
    return place;
  };
  Object.assign(backend.wasm, { _malloc: allocateOrThrow });
}

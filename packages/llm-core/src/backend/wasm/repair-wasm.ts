import * as tf from "@tensorflow/tfjs-core";
import { pairwiseMatMul } from "./pairwise-mat-mul.ts";
import { unsortedSegmentSum } from "./unsorted-segment-sum.ts";

/**
 * Makes tfjs's WebAssembly backend fit to train on: adds the kernel without which `gather` has no gradient, and
 * replaces the matrix product where it is slow. The backend has to be loaded; a second call does nothing.
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
}

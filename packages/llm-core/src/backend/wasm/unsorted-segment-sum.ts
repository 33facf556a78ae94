import type * as tf from "@tensorflow/tfjs-core";
import type { WasmBackend } from "./wasm-backend.ts";

/**
 * Sums the rows of `x` [rows, ...rest] that share a segment id into [numSegments, ...rest]; rows with a negative id are
 * dropped. This is the gradient of `gather`, and with it of an embedding.
 */
export const unsortedSegmentSum: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const wasm = backend as WasmBackend;
  const { x, segmentIds } = inputs as { x: tf.TensorInfo; segmentIds: tf.TensorInfo };
  const { numSegments } = attrs as { numSegments: number };

  const rest = x.shape.slice(1);
  const width = rest.reduce((size, dimension) => size * dimension, 1);
  const out = wasm.makeOutput([numSegments, ...rest], x.dtype);
  const sums = wasm.typedArrayFromHeap(out).fill(0);
  const rows = wasm.typedArrayFromHeap(x);
  const segments = wasm.typedArrayFromHeap(segmentIds);
  for (let row = 0; row < segments.length; row++) {
    const segment = segments[row]!;
    if (segment < 0) continue;
    const from = row * width;
    const to = segment * width;
    for (let column = 0; column < width; column++) sums[to + column]! += rows[from + column]!;
  }
  return out;
};

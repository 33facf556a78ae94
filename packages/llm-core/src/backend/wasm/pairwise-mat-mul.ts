import type * as tf from "@tensorflow/tfjs-core";
import type { WasmBackend } from "./wasm-backend.ts";

/** Multiplications below which the slow loop is done before a pair of matrices is even set up (about 30 us). */
const smallProduct = 2 ** 15;

/**
 * The matrix product by the backend's own kernels, arranged so that its fast path does the work: that path takes two
 * plain matrices, and everything else (transposed sides, batches) goes through a loop ten to forty times slower. So
 * transposed sides are transposed first, and a batch is multiplied pair by pair.
 *
 * Small products and batches of different shapes, which broadcast, are left to the original.
 */
export function pairwiseMatMul(kernels: { matMul: tf.KernelFunc; transpose: tf.KernelFunc }): tf.KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const wasm = backend as WasmBackend;
    const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
    const { transposeA, transposeB } = attrs as { transposeA: boolean; transposeB: boolean };
    const batchShape = a.shape.slice(0, -2);
    const batch = size(batchShape);
    const isPlain =
      (batch === 1 && !transposeA && !transposeB) || a.dtype !== "float32" || b.dtype !== "float32";
    const isSmall = size(a.shape) * b.shape.at(transposeB ? -2 : -1)! < batch * smallProduct;
    if (isPlain || isSmall || batchShape.join() !== b.shape.slice(0, -2).join()) {
      return kernels.matMul({ inputs, attrs, backend });
    }

    const left = transposeA ? transposed(a, kernels.transpose, wasm) : a; // [...batch, rows, inner]
    const right = transposeB ? transposed(b, kernels.transpose, wasm) : b; // [...batch, inner, columns]
    const [rows, inner] = left.shape.slice(-2) as [number, number];
    const columns = right.shape.at(-1)!;
    const out = wasm.makeOutput([...batchShape, rows, columns], "float32");
    for (let pair = 0; pair < batch; pair++) {
      const leftMatrix = matrixOf(left, [rows, inner], pair, wasm);
      const rightMatrix = matrixOf(right, [inner, columns], pair, wasm);
      const product = kernels.matMul({
        inputs: { a: leftMatrix, b: rightMatrix },
        attrs: { transposeA: false, transposeB: false },
        backend,
      }) as tf.TensorInfo;
      wasm.typedArrayFromHeap(out).set(wasm.typedArrayFromHeap(product), pair * rows * columns);
      wasm.disposeData(product.dataId);
      forget(leftMatrix, wasm);
      forget(rightMatrix, wasm);
    }
    if (transposeA) wasm.disposeData(left.dataId);
    if (transposeB) wasm.disposeData(right.dataId);
    return out;
  };
}

function transposed(x: tf.TensorInfo, transpose: tf.KernelFunc, wasm: WasmBackend): tf.TensorInfo {
  const axes = x.shape.map((_, axis) => axis);
  const perm = [...axes.slice(0, -2), axes.at(-1)!, axes.at(-2)!];
  return transpose({ inputs: { x }, attrs: { perm }, backend: wasm }) as tf.TensorInfo;
}

/** The matrix number `pair` of a batch, as a tensor on the same memory; to be given up with `forget`, never disposed. */
function matrixOf(
  batch: tf.TensorInfo,
  shape: [number, number],
  pair: number,
  wasm: WasmBackend,
): tf.TensorInfo {
  const bytes = 4 * pair * shape[0] * shape[1];
  return wasm.makeOutput(shape, "float32", wasm.dataIdMap.get(batch.dataId).memoryOffset + bytes);
}

/** Gives up a tensor on borrowed memory: what the backend knows of it goes (its packed copy too), the memory stays. */
function forget(borrowed: tf.TensorInfo, wasm: WasmBackend): void {
  wasm.wasm.tfjs.disposeData(wasm.dataIdMap.get(borrowed.dataId).id);
  wasm.dataIdMap.delete(borrowed.dataId);
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

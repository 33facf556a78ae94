import "@tensorflow/tfjs"; // the cpu backend, and the gradients, which tfjs-core leaves out
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { trainingStep } from "../fixtures/training-step.ts";
import { useBackend } from "../use-backend.ts";
import { repairWasm } from "./repair-wasm.ts";
import type { WasmBackend } from "./wasm-backend.ts";
import { WasmMemoryError } from "./wasm-memory-error.ts";

beforeAll(async () => {
  const { line } = await useBackend("wasm");
  expect(line).toBe("Computing on wasm (one thread).");
});

describe("unit: the segment sum added to wasm", () => {
  it("adds rows of the same segment and drops negative ones", () => {
    const x = tf.tensor2d([1, 2, 10, 20, 100, 200, 7, 7], [4, 2]);
    const sums = tf.unsortedSegmentSum(x, tf.tensor1d([2, 0, 2, -1], "int32"), 4);
    expect(Array.from(sums.dataSync())).toEqual([10, 20, 0, 0, 101, 202, 0, 0]);
    expect(sums.shape).toEqual([4, 2]);
  });

  it("is not added twice", () => {
    const before = tf.getKernel("BatchMatMul", "wasm").kernelFunc;
    repairWasm();
    expect(tf.getKernel("BatchMatMul", "wasm").kernelFunc).toBe(before);
  });
});

describe("unit: the end of wasm's memory", () => {
  it("is an error, and tensors that fit before it still work after it", () => {
    const wasm = tf.backend() as unknown as WasmBackend;
    const large: tf.TensorInfo[] = []; // never written to, so the machine's memory is not taken
    const fill = () => {
      while (large.length < 12) large.push(wasm.makeOutput([100_000_000], "float32"));
    };
    expect(fill).toThrow(WasmMemoryError);
    expect(large.length).toBeGreaterThan(8);
    for (const { dataId } of large) wasm.disposeData(dataId);
    expect(Array.from(tf.add(tf.ones([2]), 1).dataSync())).toEqual([2, 2]);
  });
});

describe("unit: the matrix product of wasm", () => {
  it("refuses what the backend's own refuses", () => {
    const whole = tf.ones([40, 40, 40], "int32");
    expect(() => tf.matMul(whole, whole, false, true)).toThrow("non-float32");
  });
});

describe("relation: wasm repaired, and the plain JavaScript backend", () => {
  it("multiply batches and transposed sides alike, of any size, without a leak", async () => {
    const batches = fc.constantFrom<[number[], number[]]>(
      [[], []],
      [[3], [3]],
      [
        [2, 3],
        [2, 3],
      ],
      [[1], [4]],
      [[2, 1], [3]],
    );
    const sides = fc.tuple(
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 70 }),
    );
    await fc.assert(
      fc.asyncProperty(
        batches,
        sides,
        fc.boolean(),
        fc.boolean(),
        async ([batchA, batchB], [rows, inner, columns], transposeA, transposeB) => {
          const a = [...batchA, ...(transposeA ? [inner, rows] : [rows, inner])];
          const b = [...batchB, ...(transposeB ? [columns, inner] : [inner, columns])];
          const product = () => tf.matMul(wave(a), wave(b, 2), transposeA, transposeB);
          const wasm = await onBackend("wasm", () => [product()]);
          const cpu = await onBackend("cpu", () => [product()]);
          expectClose(wasm, cpu, 1e-4);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it("take the same training step of a small Llama", async () => {
    expectClose(await onBackend("wasm", trainingStep), await onBackend("cpu", trainingStep), 2e-3);
  });
});

/** Values of the tensors that `compute` returns, and a check that it left none behind. */
async function onBackend(name: "wasm" | "cpu", compute: () => tf.Tensor[]): Promise<number[][]> {
  await tf.setBackend(name);
  const before = [tf.memory().numTensors, tf.engine().backend.numDataIds()];
  const values = tf.tidy(() => compute().map((tensor) => Array.from(tensor.dataSync())));
  expect([tf.memory().numTensors, tf.engine().backend.numDataIds()]).toEqual(before);
  return values;
}

function expectClose(got: number[][], expected: number[][], tolerance: number): void {
  expect(got.map((values) => values.length)).toEqual(expected.map((values) => values.length));
  const difference = (values: number[], i: number) =>
    Math.max(...values.map((value, j) => Math.abs(value - expected[i]![j]!)));
  expect(Math.max(...got.map(difference))).toBeLessThan(tolerance);
}

/** A tensor of numbers between -1 and 1 that differ from their neighbours. */
function wave(shape: number[], frequency = 1): tf.Tensor {
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) =>
    Math.sin(frequency * (i + 1)),
  );
  return tf.tensor(values, shape);
}

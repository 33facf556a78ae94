import { readFileSync } from "node:fs";
import createWabt from "wabt";
import { expect, it } from "vitest";
import { distancesInJavaScript, distancesInWasm, rowDistances } from "./row-distances.ts";
import { rowDistancesWasm } from "./row-distances-wasm.ts";

const waves = (count: number, phase: number) =>
  Float32Array.from({ length: count }, (_, at) => 1e3 * Math.sin(at * at * 0.37 + phase));

it.each([1, 3, 4, 5, 8, 31, 512])(
  "relation: WebAssembly's distances of width %i are JavaScript's, bit by bit",
  (width) => {
    const shape = { centroids: waves(7 * width, 1), width, blockRows: 13 };
    const [fast, slow] = [distancesInWasm(shape)!, distancesInJavaScript(shape)];
    for (const count of [13, 1, 6]) {
      const block = waves(count * width, count);
      for (const one of [fast, slow]) {
        expect(one.place(block)).toEqual(block);
        one.clusters.set(Uint32Array.from({ length: count }, (_, row) => (row * 3) % 7));
      }
      expect(fast.measure(count)).toEqual(slow.measure(count));
    }
  },
);

it("unit: each row is measured to its own centroid, and what is not finite stays so", () => {
  const block = rowDistances({ centroids: Float32Array.of(0, 0, 3, 4), width: 2, blockRows: 4 });
  block.place(Float32Array.of(3, 4, 3, 5, NaN, 0, Infinity, 1));
  block.clusters.set([0, 1, 1, 0]);
  expect(block.measure(4)).toEqual(Float64Array.of(25, 1, NaN, Infinity));
});

it("unit: more than WebAssembly's memory holds is left to JavaScript", () => {
  expect(distancesInWasm({ centroids: new Float32Array(1), width: 1, blockRows: 2 ** 29 })).toBeUndefined();
});

it("unit: the committed module is row-distances.wat's", async () => {
  const source = readFileSync(new URL("row-distances.wat", import.meta.url), "utf8");
  const module = (await createWabt()).parseWat("row-distances.wat", source, { simd: true });
  expect(Buffer.from(module.toBinary({}).buffer).toString("base64")).toBe(rowDistancesWasm);
});

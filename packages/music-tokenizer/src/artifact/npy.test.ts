import { expect, it } from "vitest";
import { ArtifactError } from "./artifact-error.ts";
import { readNpy, writeNpy } from "./npy.ts";

it("unit: writes what numpy.save writes", () => {
  // numpy.save of numpy.array([[1, 2], [3, 65535]], dtype="<u2"), numpy 2
  const header = `{'descr': '<u2', 'fortran_order': False, 'shape': (2, 2), }`.padEnd(117);
  const expected = `\x93NUMPY\x01\x00\x76\x00${header}\n\x01\x00\x02\x00\x03\x00\xff\xff`;
  const bytes = writeNpy(Uint16Array.of(1, 2, 3, 65_535), [2, 2]);
  expect(Buffer.from(bytes).toString("latin1")).toBe(expected);
});

it("relation: reads what it wrote, wherever the bytes lie in memory", () => {
  const values = Float32Array.of(1.5, -2, NaN);
  const bytes = new Uint8Array(500);
  const written = writeNpy(values, [3]);
  bytes.set(written, 7);
  expect(readNpy("x.npy", bytes.subarray(7, 7 + written.length), "<f4", [3])).toEqual(values);
  expect(readNpy("x.npy", Buffer.from(written), "<f4", [3])).toEqual(values);
});

it("unit: refuses other types, shapes, lengths and files", () => {
  const bytes = writeNpy(Uint8Array.of(1, 2), [2, 1]);
  expect(readNpy("x.npy", bytes, "|u1", [2, 1])).toEqual(Uint8Array.of(1, 2));
  for (const read of [
    () => readNpy("x.npy", bytes, "<f4", [2, 1]),
    () => readNpy("x.npy", bytes, "|u1", [2]),
    () => readNpy("x.npy", bytes.subarray(0, bytes.length - 1), "|u1", [2, 1]),
    () => readNpy("x.npy", bytes.subarray(0, 9), "|u1", [2, 1]),
    () => readNpy("x.npy", new TextEncoder().encode("something else altogether"), "|u1", [2, 1]),
  ]) {
    expect(read).toThrow(ArtifactError);
  }
});

import { crc32 as zlibCrc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCodeIndex } from "../code-index/create-code-index.ts";
import { codeIndexFromBytes, codeIndexToBytes } from "./code-index-bytes.ts";
import { crc32 } from "./crc32.ts";
import { CodeIndexBytesError } from "./sections.ts";

const index = createCodeIndex({
  codes: Uint16Array.of(1, 2, 3, 65_535, 500, 2),
  modalities: ["tempo", "Stimmung"],
  weights: [2, 1.5],
  ids: ["a", "Jóga 🎸", "c"],
});

describe("codeIndexToBytes and codeIndexFromBytes", () => {
  it("relation: what is read is what was written, at any alignment", () => {
    const bytes = codeIndexToBytes(index);
    for (const offset of [0, 1, 2]) {
      const moved = new Uint8Array(bytes.length + offset).subarray(offset);
      moved.set(bytes);
      const read = codeIndexFromBytes(moved);
      for (const part of ["codes", "modalities", "weights", "ids", "size"] as const)
        expect(read[part]).toEqual(index[part]);
      expect(read.lookup([1, 2])).toEqual(index.lookup([1, 2]));
    }
  });

  it("relation: an index without ids, and an empty one", () => {
    for (const codes of [Uint16Array.of(7, 8), new Uint16Array()]) {
      const read = codeIndexFromBytes(codeIndexToBytes(createCodeIndex({ codes, modalities: ["only"] })));
      expect([read.codes, read.ids]).toEqual([codes, undefined]);
    }
  });

  it("relation: shared memory holds the same bytes, and readers of it do not see each other's changes", () => {
    const shared = codeIndexToBytes(index, { shared: true });
    expect(shared.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(Uint8Array.from(shared)).toEqual(codeIndexToBytes(index));
    const [one, other] = [codeIndexFromBytes(shared), codeIndexFromBytes(shared, { verify: false })];
    one.remove("a");
    expect(one.size).toBe(2);
    expect(other.lookup([1, 2])).toEqual(index.lookup([1, 2]));
    expect(other.row("Jóga 🎸")).toBe(1);
  });

  it("unit: nothing is copied: the codes are views into the bytes", () => {
    const bytes = codeIndexToBytes(index);
    expect(codeIndexFromBytes(bytes).codes.buffer).toBe(bytes.buffer);
  });

  it("unit: ids of any text come back; half a surrogate pair is refused", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "binary" })), (ids) => {
        const codes = new Uint16Array(ids.length);
        const read = codeIndexFromBytes(
          codeIndexToBytes(createCodeIndex({ codes, modalities: ["only"], ids })),
        );
        expect(read.ids).toEqual(ids);
        ids.forEach((id, row) => expect(read.row(id)).toBe(row));
      }),
    );
    const half = createCodeIndex({ codes: new Uint16Array(1), modalities: ["only"], ids: ["\ud800"] });
    expect(() => codeIndexToBytes(half)).toThrow(/an id to be written/);
  });

  it("unit: refuses any damage", () => {
    const bytes = codeIndexToBytes(index);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = bytes.slice();
        damaged[place]! ^= change;
        expect(() => codeIndexFromBytes(damaged)).toThrow(CodeIndexBytesError);
      }),
    );
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(() => codeIndexFromBytes(bytes.subarray(0, length))).toThrow(CodeIndexBytesError);
      }),
    );
  });
});

describe("crc32", () => {
  it("unit: the check value of the standard", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  });

  it.skipIf(!zlibCrc32)("parity: zlib's", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(crc32(bytes)).toBe(zlibCrc32(bytes));
      }),
    );
  });
});

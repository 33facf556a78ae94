import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SafetensorsError } from "./safetensors-error.ts";
import { encodeSafetensorsHeader, headerLength, parseSafetensorsHeader } from "./safetensors-header.ts";

function bytesOfText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Parses a header given as JSON in a file with `dataBytes` bytes of data. */
function parse(header: unknown, dataBytes: number): ReturnType<typeof parseSafetensorsHeader> {
  const bytes = bytesOfText(typeof header === "string" ? header : JSON.stringify(header));
  return parseSafetensorsHeader("x.safetensors", bytes, 8 + bytes.length + dataBytes);
}

function tensor(start: number, end: number, shape: unknown = [(end - start) / 4]): object {
  return { dtype: "F32", shape, data_offsets: [start, end] };
}

function announce(length: bigint): Uint8Array {
  return new Uint8Array(BigUint64Array.of(length).buffer);
}

describe("unit: parseSafetensorsHeader", () => {
  it("finds tensors where a header that we wrote puts them", () => {
    const bytes = encodeSafetensorsHeader(
      [
        ["a", [2, 3]],
        ["b", [4]],
      ],
      "bfloat16",
    );
    expect(bytes.length % 8).toBe(0);
    const size = bytes.length + 20;
    expect(headerLength("x", bytes, size)).toBe(bytes.length - 8);
    expect([...parseSafetensorsHeader("x", bytes.subarray(8), size)]).toEqual([
      ["a", { dtype: "BF16", shape: [2, 3], start: bytes.length, end: bytes.length + 12 }],
      ["b", { dtype: "BF16", shape: [4], start: bytes.length + 12, end: bytes.length + 20 }],
    ]);
  });

  it.each<[string, unknown, number, RegExp]>([
    ["an overlap", { a: tensor(0, 8), b: tensor(4, 12) }, 12, /tensor b: overlaps/],
    ["the same bytes twice", { a: tensor(0, 8), b: tensor(0, 8) }, 8, /tensor b: overlaps/],
    ["a gap", { a: tensor(0, 4), b: tensor(8, 12) }, 12, /tensor b: leaves a gap/],
    ["a missing end", { a: tensor(0, 8) }, 7, /truncated/],
    ["bytes too many", { a: tensor(0, 8) }, 9, /its header describes/],
    ["a negative offset", { a: tensor(-4, 4, [2]) }, 4, /data offsets \[-4,4\]/],
    ["a huge offset", { a: tensor(0, 2 ** 60, [1]) }, 4, /data offsets/],
    ["an end before its start", { a: tensor(4, 0, []) }, 4, /spans -4 bytes/],
    ["a shape of another size", { a: tensor(0, 8, [3]) }, 8, /spans 8 bytes, its F32 \[3\] needs 12/],
    ["a shape that overflows", { a: tensor(0, 8, [2 ** 40, 2 ** 40]) }, 8, /spans 8 bytes/],
    ["a negative side", { a: tensor(0, 4, [-1, -1]) }, 4, /shape \[-1,-1\]/],
    [
      "an unknown dtype",
      { a: { dtype: "F8_E4M3", shape: [1], data_offsets: [0, 1] } },
      1,
      /unknown dtype "F8_E4M3"/,
    ],
    [
      "a dtype off the prototype",
      { a: { dtype: "constructor", shape: [], data_offsets: [0, 1] } },
      1,
      /unknown dtype/,
    ],
    ["an entry of null", { a: null }, 0, /unknown dtype/],
    ["an array", [], 0, /not a JSON object/],
    ["no JSON", "{", 0, /not JSON/],
  ])("refuses %s", (_, header, dataBytes, message) => {
    expect(() => parse(header, dataBytes)).toThrow(SafetensorsError);
    expect(() => parse(header, dataBytes)).toThrow(message);
  });

  it("refuses a header longer than the file or the format's limit", () => {
    expect(() => headerLength("x", announce(100n), 50)).toThrow(/header of 100 bytes in a file of 50/);
    expect(() => headerLength("x", announce(2n ** 63n), 2 ** 40)).toThrow(SafetensorsError);
    expect(() => headerLength("x", announce(100_000_001n), 2 ** 40)).toThrow(SafetensorsError);
    expect(() => headerLength("x", Uint8Array.of(1, 2), 2)).toThrow(/too few/);
  });

  it("never gives tensors that share or miss a byte, whatever the header says", () => {
    const offset = fc.integer({ min: -2, max: 12 }).map((value) => value * 4);
    const entry = fc.tuple(offset, offset).map(([start, end]) => tensor(start, end));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), entry, { maxKeys: 4 }), fc.nat(12), (header, words) => {
        try {
          const spans = [...parse(header, 4 * words).values()].toSorted(
            (a, b) => a.start - b.start || a.end - b.end,
          );
          const total = spans.reduce((sum, { start, end }) => sum + end - start, 0);
          expect(total).toBe(4 * words);
          for (let index = 1; index < spans.length; index++) {
            expect(spans[index]!.start).toBe(spans[index - 1]!.end);
          }
        } catch (error) {
          if (!(error instanceof SafetensorsError)) throw error;
        }
      }),
    );
  });
});

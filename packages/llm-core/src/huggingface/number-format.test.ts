import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeNumbers, encodeNumbers } from "./number-format.ts";

const halves = ["float16", "bfloat16"] as const;

function decode(bytes: Uint8Array, format: "float16" | "bfloat16"): Float32Array {
  const values = new Float32Array(bytes.length / 2);
  decodeNumbers(bytes, format, values);
  return values;
}

function bitsOf(format: "float16" | "bfloat16", value: number): number {
  return new Uint16Array(encodeNumbers(Float32Array.of(value), format).buffer)[0]!;
}

describe("unit: half-precision numbers", () => {
  it("have the bits that the standards give them", () => {
    const float16 = {
      0: 0,
      1: 0x3c00,
      [-2]: 0xc000,
      65504: 0x7bff,
      65519: 0x7bff,
      65520: 0x7c00,
      0.1: 0x2e66,
    };
    for (const [value, bits] of Object.entries(float16))
      expect(bitsOf("float16", Number(value)), value).toBe(bits);
    expect(bitsOf("float16", 2 ** -24)).toBe(1);
    expect(bitsOf("float16", 2 ** -25)).toBe(0);
    expect(bitsOf("float16", 1.5 * 2 ** -25)).toBe(1);
    expect(bitsOf("float16", 1.5 * 2 ** -24)).toBe(2);
    expect(bitsOf("float16", 2 ** -14)).toBe(0x0400);
    expect(bitsOf("float16", Number.NEGATIVE_INFINITY)).toBe(0xfc00);
    expect(bitsOf("bfloat16", 1)).toBe(0x3f80);
    expect(bitsOf("bfloat16", 1 + 2 ** -8)).toBe(0x3f80);
    expect(bitsOf("bfloat16", 1 + 3 * 2 ** -8)).toBe(0x3f82);
    expect(bitsOf("bfloat16", 3.4e38)).toBe(0x7f80);
    for (const format of halves)
      expect(decode(encodeNumbers(Float32Array.of(Number.NaN), format), format)).toEqual(
        Float32Array.of(Number.NaN),
      );
  });

  it.each(halves)("%s: every one decodes and encodes to itself", (format) => {
    const all = Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits);
    const values = decode(new Uint8Array(all.buffer), format);
    const again = new Uint16Array(encodeNumbers(values, format).buffer);
    for (const bits of all)
      if (!Number.isNaN(values[bits]!) && again[bits] !== bits) expect(again[bits]).toBe(bits);
  });

  it.each(halves)("%s: rounds to the nearest", (format) => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true, min: -60000, max: 60000 }), (value) => {
        const bits = bitsOf(format, value);
        const around = decode(
          new Uint8Array(Uint16Array.of(bits, bits + 1, Math.max(bits - 1, 0)).buffer),
          format,
        );
        const [error, above, below] = [...around].map((near) => Math.abs(near - value));
        expect(error).toBeLessThanOrEqual(Number.isNaN(above!) ? Infinity : above!);
        expect(error).toBeLessThanOrEqual(Number.isNaN(below!) ? Infinity : below!);
      }),
      { numRuns: 2000 },
    );
  });
});

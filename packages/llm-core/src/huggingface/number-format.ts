/** How a safetensors file stores numbers; all become float32 in memory. Machines are taken to be little-endian. */
export type NumberFormat = "float32" | "float16" | "bfloat16";

/** Bytes of one number. */
export function bytesOf(format: NumberFormat): number {
  return format === "float32" ? 4 : 2;
}

/**
 * Decodes little-endian numbers into `target` from `start` on.
 *
 * @param bytes a whole number of numbers.
 */
export function decodeNumbers(
  bytes: Uint8Array,
  format: NumberFormat,
  target: Float32Array,
  start = 0,
): void {
  if (format === "float32") {
    new Uint8Array(target.buffer, target.byteOffset + 4 * start, bytes.length).set(bytes);
    return;
  }
  const bits = new Uint32Array(target.buffer, target.byteOffset + 4 * start, bytes.length / 2);
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  const halves = new Uint16Array(aligned.buffer, aligned.byteOffset, bits.length);
  if (format === "bfloat16") {
    for (let index = 0; index < bits.length; index++) bits[index] = halves[index]! << 16;
  } else {
    for (let index = 0; index < bits.length; index++) bits[index] = widenFloat16(halves[index]!);
  }
}

/** Encodes as little-endian numbers, rounded to the nearest (ties to even); beyond float16's range is infinity. */
export function encodeNumbers(values: Float32Array, format: NumberFormat): Uint8Array {
  if (format === "float32") return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const narrow = format === "bfloat16" ? narrowBfloat16 : narrowFloat16;
  const halves = new Uint16Array(bits.length);
  for (let index = 0; index < bits.length; index++) halves[index] = narrow(bits[index]!);
  return new Uint8Array(halves.buffer);
}

/** Bits of a float16 as bits of the same float32. */
function widenFloat16(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return sign | 0x7f800000 | (fraction << 13);
  if (exponent !== 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  // A subnormal is fraction · 2^-24: shift its leading bit out and count
  const shift = Math.clz32(fraction) - 21;
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}

function narrowBfloat16(bits: number): number {
  const isNaN = (bits & 0x7fffffff) > 0x7f800000;
  if (isNaN) return (bits >>> 16) | 0x40;
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}

function narrowFloat16(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude >= 0x38800000)
    return sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13);
  if (magnitude <= 0x33000000) return sign;
  const significand = (magnitude & 0x7fffff) | 0x800000;
  const shift = 126 - (magnitude >>> 23);
  const kept = significand >>> shift;
  const rest = significand & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return sign | (kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0));
}

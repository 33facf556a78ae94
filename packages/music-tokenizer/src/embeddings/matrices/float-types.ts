/** How the numbers of a file are stored. */
export type FloatType = "float16" | "bfloat16" | "float32" | "float64";

export const bytesOfFloat = { float16: 2, bfloat16: 2, float32: 4, float64: 8 };

/** Little-endian numbers as float32, in a copy. */
export function toFloat32(bytes: Uint8Array, type: FloatType): Float32Array {
  const copy = new Uint8Array(bytes).buffer;
  switch (type) {
    case "float32":
      return new Float32Array(copy);
    case "float64":
      return Float32Array.from(new Float64Array(copy));
    case "bfloat16":
      return new Float32Array(Uint32Array.from(new Uint16Array(copy), (half) => half << 16).buffer);
    case "float16":
      return Float32Array.from(new Uint16Array(copy), halfToFloat);
  }
}

/** IEEE 754 binary16. */
function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

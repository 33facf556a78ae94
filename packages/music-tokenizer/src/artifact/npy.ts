import { ArtifactError } from "./artifact-error.ts";

const DTYPES = {
  "<f4": Float32Array,
  "<f8": Float64Array,
  "<i4": Int32Array,
  "<u2": Uint16Array,
  "|u1": Uint8Array,
};

/** What a file begins with, the format's version included. */
const magic = [0x93, ...ascii("NUMPY"), 1, 0];

export type NpyValues = Float32Array | Float64Array | Int32Array | Uint16Array | Uint8Array;

/** A row-major array in NumPy's format 1.0 (numpy.lib.format), little-endian; `numpy.load` reads it. */
export function writeNpy(values: NpyValues, shape: readonly number[]): Uint8Array {
  const [dtype] = Object.entries(DTYPES).find(([, type]) => values instanceof type)!;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const dictionary = `{'descr': '${dtype}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const headerEnd = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const bytes = new Uint8Array(headerEnd + values.byteLength);
  bytes.set(magic);
  new DataView(bytes.buffer).setUint16(8, headerEnd - 10, true);
  bytes.set(ascii(`${dictionary.padEnd(headerEnd - 11)}\n`), 10);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), headerEnd);
  return bytes;
}

/**
 * Reads what `writeNpy` writes.
 *
 * @param shape the expected shape.
 * @throws {ArtifactError} if the file is not such an array, or its length does not fit its shape.
 */
export function readNpy<Dtype extends keyof typeof DTYPES>(
  file: string,
  bytes: Uint8Array,
  dtype: Dtype,
  shape: readonly number[],
): InstanceType<(typeof DTYPES)[Dtype]> {
  if (bytes.length < 10 || magic.some((byte, at) => bytes[at] !== byte)) {
    throw new ArtifactError(file, "damaged", "a NumPy array of format 1.0", "another file");
  }
  const headerEnd = 10 + new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true);
  const header = new TextDecoder().decode(bytes.subarray(10, headerEnd));
  const field = (pattern: RegExp) => pattern.exec(header)?.[1] ?? "unreadable";
  const got = `${field(/'descr': '([^']*)'/)} [${field(/'shape': \(([\d, ]*)\)/).replace(/,\s*$/, "")}]`;
  const expected = `${dtype} [${shape.join(", ")}]`;
  const type = DTYPES[dtype];
  const length = shape.reduce((product, size) => product * size, 1) * type.BYTES_PER_ELEMENT;
  if (got !== expected || !header.includes("'fortran_order': False") || bytes.length !== headerEnd + length) {
    throw new ArtifactError(file, "damaged", expected, `${got}, ${bytes.length - headerEnd} bytes of values`);
  }
  return new type(new Uint8Array(bytes.subarray(headerEnd)).buffer) as InstanceType<(typeof DTYPES)[Dtype]>;
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

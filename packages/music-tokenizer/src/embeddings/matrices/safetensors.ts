import { bytesOfFloat, toFloat32, type FloatType } from "./float-types.ts";
import { MatrixFileError } from "./matrix-file-error.ts";

/** Numbers of any shape. */
export interface Tensor {
  shape: number[];
  /** Row-major. */
  values: Float32Array;
}

/** What a safetensors file holds. */
export interface Safetensors {
  /** By name. */
  tensors: Map<string, Tensor>;
  metadata: Record<string, string>;
}

const types: Record<string, FloatType> = { F16: "float16", BF16: "bfloat16", F32: "float32", F64: "float64" };

/** Tensors of float32 in the safetensors format (Hugging Face), which `safetensors.numpy.load_file` reads. */
export function writeSafetensors({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [end, (end += values.byteLength)] };
  }
  const text = JSON.stringify(header);
  const encoded = new TextEncoder().encode(text);
  const start = 8 + Math.ceil(encoded.length / 8) * 8;
  const bytes = new Uint8Array(start + end).fill(0x20, 8, start);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.set(encoded, 8);
  let offset = start;
  for (const { values } of tensors.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return bytes;
}

/**
 * Reads a safetensors file of float16, bfloat16, float32 or float64 tensors.
 *
 * @param only Names of the tensors to read. @default all
 * @throws MatrixFileError when it is none, is cut short, lacks a name asked for, or one that is read holds other numbers.
 */
export function readSafetensors(file: string, bytes: Uint8Array, only?: readonly string[]): Safetensors {
  const { header, start } = readHeader(file, bytes);
  const { __metadata__: metadata = {}, ...entries } = header;
  for (const name of only ?? [])
    if (!Object.hasOwn(entries, name))
      throw new MatrixFileError(file, `a tensor ${JSON.stringify(name)}`, Object.keys(entries).join(", "));
  const tensors = new Map<string, Tensor>();
  for (const name of only ?? Object.keys(entries))
    tensors.set(name, readTensor(file, name, entries[name], bytes.subarray(start)));
  return { tensors, metadata: metadata as Record<string, string> };
}

function readHeader(file: string, bytes: Uint8Array): { header: Record<string, unknown>; start: number } {
  if (bytes.length < 8) throw new MatrixFileError(file, "a safetensors file", `${bytes.length} bytes`);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const start = 8 + length;
  if (start > bytes.length)
    throw new MatrixFileError(
      file,
      `a safetensors file with a header of ${length} bytes`,
      `${bytes.length} bytes`,
    );
  try {
    const header: unknown = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, start)),
    );
    if (typeof header === "object" && header !== null && !Array.isArray(header))
      return { header: header as Record<string, unknown>, start };
  } catch {
    // Falls through to the error that names the file.
  }
  throw new MatrixFileError(file, "a safetensors file", "a header that is no JSON object");
}

function readTensor(file: string, name: string, entry: unknown, data: Uint8Array): Tensor {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  const type = types[String(dtype)];
  if (type === undefined)
    throw new MatrixFileError(file, `${name} of type ${Object.keys(types).join(", ")}`, String(dtype));
  const wellFormed = isWhole(shape) && isWhole(offsets) && offsets.length === 2 && offsets[1]! <= data.length;
  const [from, to] = wellFormed ? (offsets as [number, number]) : [0, 0];
  const size = wellFormed ? shape.reduce((product, length) => product * length, 1) : 0;
  if (!wellFormed || to - from !== size * bytesOfFloat[type])
    throw new MatrixFileError(
      file,
      `${name}: the bytes of ${String(dtype)} [${String(shape)}]`,
      `bytes ${String(offsets)} of ${data.length}`,
    );
  return { shape, values: toFloat32(data.subarray(from, to), type) };
}

function isWhole(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((number) => Number.isInteger(number) && number >= 0);
}

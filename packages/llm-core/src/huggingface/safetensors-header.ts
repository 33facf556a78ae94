import { SafetensorsError } from "./safetensors-error.ts";
import { bytesOf } from "./number-format.ts";
import type { NumberFormat } from "./number-format.ts";

/** Where a safetensors file keeps one tensor. */
export interface StoredTensor {
  /** The file's name of the number type: F32, BF16, F16, I64, … */
  dtype: string;
  shape: number[];
  /** First byte in the file. */
  start: number;
  /** Byte after the last. */
  end: number;
}

/** The limit of the reference implementation. */
const longestHeader = 100_000_000;

const formats: ReadonlyMap<string, NumberFormat> = new Map([
  ["F32", "float32"],
  ["F16", "float16"],
  ["BF16", "bfloat16"],
]);

const bytesPerNumber: ReadonlyMap<string, number> = new Map(
  Object.entries({
    F64: 8,
    I64: 8,
    U64: 8,
    F32: 4,
    I32: 4,
    U32: 4,
    F16: 2,
    BF16: 2,
    I16: 2,
    U16: 2,
    I8: 1,
    U8: 1,
    BOOL: 1,
  }),
);

/** Length of the JSON header that follows a safetensors file's first eight bytes. */
export function headerLength(file: string, firstBytes: Uint8Array, fileSize: number): number {
  if (firstBytes.length < 8)
    throw new SafetensorsError(file, "", `holds ${fileSize} bytes, too few for a header`);
  const view = new DataView(firstBytes.buffer, firstBytes.byteOffset, 8);
  const length = Number(view.getBigUint64(0, true));
  if (length > longestHeader || length > fileSize - 8) {
    throw new SafetensorsError(file, "", `announces a header of ${length} bytes in a file of ${fileSize}`);
  }
  return length;
}

/**
 * Reads the JSON header; checks that the tensors fill the file's data without overlap, gap or missing end.
 *
 * Source: the format's description, github.com/huggingface/safetensors.
 *
 * @throws SafetensorsError naming file and tensor.
 */
export function parseSafetensorsHeader(
  file: string,
  header: Uint8Array,
  fileSize: number,
): Map<string, StoredTensor> {
  const dataStart = 8 + header.length;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, entry] of Object.entries(parseObject(file, header))) {
    if (name !== "__metadata__") tensors.set(name, parseEntry(file, name, entry, dataStart));
  }
  let end = dataStart;
  for (const [name, tensor] of [...tensors].toSorted(([, a], [, b]) => a.start - b.start || a.end - b.end)) {
    if (tensor.start !== end) {
      const problem = tensor.start < end ? "overlaps the one before it" : "leaves a gap before it";
      throw new SafetensorsError(file, name, `${problem} (byte ${tensor.start}, expected ${end})`);
    }
    end = tensor.end;
  }
  if (end !== fileSize) {
    throw new SafetensorsError(
      file,
      "",
      `is ${fileSize} bytes long, its header describes ${end} (truncated?)`,
    );
  }
  return tensors;
}

/** The number format of a stored tensor, if it is one of those that a Llama's weights may have. */
export function formatOf(file: string, name: string, tensor: StoredTensor): NumberFormat {
  const format = formats.get(tensor.dtype);
  if (!format) throw new SafetensorsError(file, name, `has dtype ${tensor.dtype}, not F32, F16 or BF16`);
  return format;
}

/** The bytes before the data: length and JSON header, padded to a multiple of eight. */
export function encodeSafetensorsHeader(
  shapes: Iterable<[name: string, shape: readonly number[]]>,
  format: NumberFormat,
): Uint8Array {
  const dtype = [...formats].find(([, known]) => known === format)![0];
  const header: Record<string, unknown> = { __metadata__: { format: "pt" } };
  let offset = 0;
  for (const [name, shape] of shapes) {
    const end = offset + bytesOf(format) * shape.reduce((size, side) => size * side, 1);
    header[name] = { dtype, shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(" ".charCodeAt(0));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(bytes.length - 8), true);
  bytes.set(json, 8);
  return bytes;
}

function parseObject(file: string, header: Uint8Array): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(header));
  } catch (error) {
    throw new SafetensorsError(file, "", `its header is not JSON (${(error as Error).message})`);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new SafetensorsError(file, "", "its header is not a JSON object");
  }
  return parsed;
}

function parseEntry(file: string, name: string, entry: unknown, dataStart: number): StoredTensor {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  const bytes = typeof dtype === "string" ? bytesPerNumber.get(dtype) : undefined;
  if (typeof dtype !== "string" || bytes === undefined) {
    throw new SafetensorsError(file, name, `has the unknown dtype ${JSON.stringify(dtype)}`);
  }
  if (!isWholeNumbers(shape))
    throw new SafetensorsError(file, name, `has the shape ${JSON.stringify(shape)}`);
  if (!isWholeNumbers(offsets) || offsets.length !== 2) {
    throw new SafetensorsError(file, name, `has the data offsets ${JSON.stringify(offsets)}`);
  }
  const [start, end] = offsets as [number, number];
  const expected = bytes * shape.reduce((size, side) => size * side, 1);
  if (end - start !== expected) {
    throw new SafetensorsError(
      file,
      name,
      `spans ${end - start} bytes, its ${dtype} [${shape}] needs ${expected}`,
    );
  }
  return { dtype, shape, start: dataStart + start, end: dataStart + end };
}

function isWholeNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

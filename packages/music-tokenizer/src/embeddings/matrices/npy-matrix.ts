import { bytesOfFloat, toFloat32, type FloatType } from "./float-types.ts";
import { MatrixFileError } from "./matrix-file-error.ts";

const types: Record<string, FloatType> = { "<f2": "float16", "<f4": "float32", "<f8": "float64" };

/**
 * Reads a NumPy file (`numpy.save`, format 1 to 3) of a matrix of float16, float32 or float64, row-major or
 * column-major.
 *
 * @param file Its name, for errors.
 * @returns `rows` row-major [rows, width].
 * @throws MatrixFileError when it is none, or its length does not fit its shape.
 */
export function readNpyMatrix(file: string, bytes: Uint8Array): { rows: Float32Array; width: number } {
  const isNumPy = bytes[0] === 0x93 && new TextDecoder().decode(bytes.subarray(1, 6)) === "NUMPY";
  if (bytes.length < 12 || !isNumPy) throw new MatrixFileError(file, "a NumPy file", "something else");
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const longHeader = bytes[6]! > 1;
  const headerStart = longHeader ? 12 : 10;
  const start = headerStart + (longHeader ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = new TextDecoder().decode(bytes.subarray(headerStart, start));
  const field = (pattern: RegExp) => pattern.exec(header)?.[1] ?? "";
  const dtype = field(/'descr': *'([^']*)'/);
  const shape = field(/'shape': *\(([\d, ]*)\)/);
  const lengths = shape.split(",").filter((length) => length.trim() !== "");
  const type = types[dtype];
  if (type === undefined || lengths.length !== 2)
    throw new MatrixFileError(file, "a matrix of <f2, <f4 or <f8", `${dtype} [${shape}]`);
  const [count, width] = lengths.map(Number) as [number, number];
  if (bytes.length - start !== count * width * bytesOfFloat[type])
    throw new MatrixFileError(
      file,
      `the bytes of ${dtype} [${shape}]`,
      `${Math.max(0, bytes.length - start)} bytes of values`,
    );
  const values = toFloat32(bytes.subarray(start), type);
  const columnMajor = /'fortran_order': *True/.test(header);
  return { rows: columnMajor ? transposed(values, count, width) : values, width };
}

function transposed(columns: Float32Array, count: number, width: number): Float32Array {
  const rows = new Float32Array(columns.length);
  for (let row = 0; row < count; row++)
    for (let d = 0; d < width; d++) rows[row * width + d] = columns[d * count + row]!;
  return rows;
}

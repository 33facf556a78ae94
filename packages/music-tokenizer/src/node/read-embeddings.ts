import { readFile } from "node:fs/promises";
import type { Embeddings } from "../embeddings/embeddings.ts";
import type { ParquetEmbeddingsOptions } from "../embeddings/matrices/embeddings-from-parquet.ts";
import { MatrixFileError } from "../embeddings/matrices/matrix-file-error.ts";
import { namedRows } from "../embeddings/matrices/named-rows.ts";
import { readNpyMatrix } from "../embeddings/matrices/npy-matrix.ts";
import { readSafetensors } from "../embeddings/matrices/safetensors.ts";

/** Options of `readEmbeddings`. */
export interface ReadEmbeddingsOptions extends ParquetEmbeddingsOptions {
  /**
   * The rows' track ids, or a text file of them, one a line, for `.npy` and `.safetensors`, which hold no ids. Parquet
   * files bring their own. @default the file's name with `.ids.txt` in place of its ending
   */
  ids?: readonly string[] | string;
  /** Which tensor of a `.safetensors` file. @default its only one */
  tensor?: string;
}

/**
 * Embeddings computed elsewhere, from a `.npy`, `.safetensors` or `.parquet` file. For Parquet, install `hyparquet`.
 *
 * @throws MatrixFileError when the file is not there, is not what its ending says, or does not fit the ids.
 */
export async function readEmbeddings(
  path: string,
  { ids, tensor, ...parquet }: ReadEmbeddingsOptions = {},
): Promise<Embeddings> {
  const ending = /\.(npy|safetensors|parquet)$/.exec(path)?.[1];
  if (ending === undefined) throw new MatrixFileError(path, "a .npy, .safetensors or .parquet file", path);
  if (ending === "parquet") return readParquet(path, parquet);
  const bytes = await readNamed(path, "a file that can be read");
  const matrix = ending === "npy" ? readNpyMatrix(path, bytes) : matrixOf(path, bytes, tensor);
  return namedRows(path, matrix, await trackIds(ids ?? path.replace(/\.\w+$/, ".ids.txt")));
}

async function readParquet(path: string, options: ParquetEmbeddingsOptions): Promise<Embeddings> {
  const { asyncBufferFromFile } = await import("hyparquet");
  const { embeddingsFromParquet } = await import("../embeddings/matrices/embeddings-from-parquet.ts");
  const file = await asyncBufferFromFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new MatrixFileError(path, "a file that can be read", error.code ?? error.message);
  });
  const { rows, ids, width } = await embeddingsFromParquet(path, file, options);
  return namedRows(path, { rows, width }, ids);
}

function matrixOf(path: string, bytes: Uint8Array, name?: string): { rows: Float32Array; width: number } {
  const { tensors } = readSafetensors(path, bytes, name === undefined ? undefined : [name]);
  if (tensors.size !== 1)
    throw new MatrixFileError(path, "one tensor (or say which: tensor)", [...tensors.keys()].join(", "));
  const [[tensor, { shape, values }]] = [...tensors] as [[string, { shape: number[]; values: Float32Array }]];
  if (shape.length !== 2) throw new MatrixFileError(path, `${tensor} [rows, width]`, `[${shape.join(", ")}]`);
  return { rows: values, width: shape[1]! };
}

async function trackIds(ids: readonly string[] | string): Promise<readonly string[]> {
  if (typeof ids !== "string") return ids;
  const bytes = await readNamed(ids, "the rows' track ids, one a line");
  const lines = bytes.toString("utf8").split(/\r?\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

async function readNamed(path: string, expected: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new MatrixFileError(path, expected, error.code ?? error.message);
  });
}

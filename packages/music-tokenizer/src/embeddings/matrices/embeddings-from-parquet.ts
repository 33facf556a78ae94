import {
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type AsyncBuffer,
  type Compressors,
} from "hyparquet";
import type { Embeddings } from "../embeddings.ts";
import { RowBuffer } from "../row-buffer.ts";
import { MatrixFileError } from "./matrix-file-error.ts";

/** Options of `embeddingsFromParquet`. */
export interface ParquetEmbeddingsOptions {
  /** Column of track ids (text or whole numbers). @default "id" */
  idColumn?: string;
  /** Column of vectors (lists of numbers). A track without one is left out. @default "embedding" */
  vectorColumn?: string;
  /** Decompressors beyond Snappy, from `hyparquet-compressors`. */
  compressors?: Compressors;
}

/**
 * Embeddings from a Parquet file with a column of ids and one of vectors, read row group by row group.
 *
 * @param name The file's name, for errors.
 * @param file Its bytes, or what reads ranges of them (`asyncBufferFromUrl`, `asyncBufferFromFile` of hyparquet).
 * @throws MatrixFileError when it is no Parquet file, lacks a column or an id, or vectors differ in width.
 */
export async function embeddingsFromParquet(
  name: string,
  file: AsyncBuffer | Uint8Array<ArrayBuffer>,
  { idColumn = "id", vectorColumn = "embedding", compressors }: ParquetEmbeddingsOptions = {},
): Promise<Embeddings> {
  const source = file instanceof Uint8Array ? bufferOf(file) : file;
  const metadata = await parquetMetadataAsync(source).catch((error: Error) => {
    throw new MatrixFileError(name, "a Parquet file", error.message);
  });
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
  for (const column of [idColumn, vectorColumn])
    if (!columns.includes(column))
      throw new MatrixFileError(name, `a column ${JSON.stringify(column)}`, columns.join(", "));

  const ids: string[] = [];
  const buffer = new RowBuffer(Number(metadata.num_rows));
  let rowStart = 0;
  for (const { num_rows: groupRows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(groupRows);
    const range = { rowStart, rowEnd, columns: [idColumn, vectorColumn], compressors };
    const rows = await parquetReadObjects({ file: source, metadata, ...range }).catch((error: Error) => {
      throw new MatrixFileError(name, `readable rows ${rowStart} … ${rowEnd - 1}`, error.message);
    });
    for (const [row, { [idColumn]: id, [vectorColumn]: vector }] of rows.entries()) {
      if (vector === null || vector === undefined) continue;
      if (typeof id !== "string" && typeof id !== "number" && typeof id !== "bigint")
        throw new MatrixFileError(name, `an id in row ${rowStart + row}`, String(id));
      setRow(name, buffer, ids.length, rowStart + row, vector);
      ids.push(String(id));
    }
    rowStart = rowEnd;
  }
  return { ids, rows: buffer.rows.slice(0, ids.length * buffer.width), width: buffer.width };
}

function setRow(name: string, buffer: RowBuffer, place: number, row: number, vector: unknown): void {
  try {
    buffer.set(place, Float32Array.from(vector as number[], Number));
  } catch (error) {
    throw new MatrixFileError(name, `vectors of one width (row ${row})`, (error as Error).message);
  }
}

function bufferOf(bytes: Uint8Array<ArrayBuffer>): AsyncBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  return {
    byteLength,
    slice: (start, end = byteLength) => buffer.slice(byteOffset + start, byteOffset + end),
  };
}

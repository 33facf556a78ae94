import { parquetReadObjects } from "hyparquet";
import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import type { SourceRecord } from "../records/source-record.ts";

/**
 * The rows of a Parquet file (uncompressed or Snappy) as records, numbered from 1.
 *
 * @throws {MalformedRecordError} if the bytes are not Parquet.
 */
export async function parquetRecords(bytes: ArrayBuffer, file: string): Promise<SourceRecord[]> {
  let rows: Record<string, unknown>[];
  try {
    rows = await parquetReadObjects({ file: bytes });
  } catch (cause) {
    const expected = `a readable Parquet file (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new MalformedRecordError({ file, line: 1, expected, got: `${bytes.byteLength} bytes` });
  }
  return rows.map((fields, index) => ({ place: { file, line: index + 1 }, fields }));
}

import { parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import type { AsyncBuffer } from "hyparquet";
import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import type { SourceRecord } from "../records/source-record.ts";

/**
 * The rows of a Parquet file (uncompressed or Snappy) as records, numbered from 1.
 *
 * @throws {MalformedRecordError} if the bytes are not Parquet.
 */
export async function parquetRecords(bytes: ArrayBuffer, file: string): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const record of streamParquetRecords(bytes, file)) records.push(record);
  return records;
}

/**
 * The same one by one, with a row group at a time in memory.
 *
 * @param bytes of the file, which are asked for as they are needed.
 * @throws {MalformedRecordError} if the bytes are not Parquet, naming the first row of the group at fault.
 */
export async function* streamParquetRecords(
  bytes: Pick<AsyncBuffer, "byteLength" | "slice">,
  file: string,
): AsyncGenerator<SourceRecord> {
  const metadata = await orMalformed(parquetMetadataAsync(bytes), { file, line: 1 }, bytes);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const reading = parquetReadObjects({ file: bytes, metadata, rowStart, rowEnd });
    const rows = await orMalformed(reading, { file, line: rowStart + 1 }, bytes);
    for (const [index, fields] of rows.entries()) {
      yield { place: { file, line: rowStart + index + 1 }, fields };
    }
    rowStart = rowEnd;
  }
}

async function orMalformed<Value>(
  reading: Promise<Value>,
  place: SourceRecord["place"],
  { byteLength }: { byteLength: number },
): Promise<Value> {
  try {
    return await reading;
  } catch (cause) {
    // A disk that fails says nothing of the bytes.
    if (cause instanceof Error && "syscall" in cause) throw cause;
    const expected = `a readable Parquet file (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new MalformedRecordError({ ...place, expected, got: `${byteLength} bytes` });
  }
}

import { parquetReadObjects } from "hyparquet";
import { tracksFromRecords } from "../catalogue/parse-catalogue.ts";
import type { CatalogueColumnOptions } from "../catalogue/track-from-record.ts";
import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import type { Track } from "../types/track.ts";

/**
 * Reads a catalogue from the bytes of a Parquet file (uncompressed or Snappy). List columns and text columns with a
 * separator both serve for artists and tags; errors count rows from 1.
 *
 * @throws {MalformedRecordError} if the bytes are not Parquet, a row is malformed, or an id occurs twice.
 */
export async function parseParquetCatalogue(
  bytes: ArrayBuffer,
  options: CatalogueColumnOptions & {
    /** How errors name the source. @default "catalogue.parquet" */
    file?: string;
  } = {},
): Promise<Track[]> {
  const { file = "catalogue.parquet" } = options;
  let rows: Record<string, unknown>[];
  try {
    rows = await parquetReadObjects({ file: bytes });
  } catch (cause) {
    const expected = `a readable Parquet file (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new MalformedRecordError({ file, line: 1, expected, got: `${bytes.byteLength} bytes` });
  }
  const records = rows.map((fields, index) => ({ place: { file, line: index + 1 }, fields }));
  return tracksFromRecords(records, options);
}

import { tracksFromRecords } from "../catalogue/parse-catalogue.ts";
import type { CatalogueColumnOptions } from "../catalogue/track-from-record.ts";
import type { Track } from "../types/track.ts";
import { parquetRecords } from "./parquet-records.ts";

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
  return tracksFromRecords(await parquetRecords(bytes, file), options);
}

import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { parseCatalogue } from "../catalogue/parse-catalogue.ts";
import type { CatalogueColumnOptions } from "../catalogue/track-from-record.ts";
import { parseParquetCatalogue } from "../parquet/parse-parquet-catalogue.ts";
import type { Track } from "../types/track.ts";

/**
 * Reads a catalogue file, its format told by its ending: `.csv`, `.jsonl` or `.parquet`.
 *
 * @throws {MalformedRecordError} for a malformed record; RangeError for another ending; Node's own error if the file
 * cannot be read.
 */
export async function readCatalogue(file: string, options: CatalogueColumnOptions = {}): Promise<Track[]> {
  const ending = extname(file).toLowerCase();
  if (ending === ".parquet") {
    const bytes = await readFile(file);
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    return parseParquetCatalogue(buffer, { ...options, file });
  }
  if (ending === ".csv" || ending === ".jsonl") {
    const format = ending === ".csv" ? "csv" : "jsonl";
    return parseCatalogue(await readFile(file, "utf8"), { ...options, format, file });
  }
  throw new RangeError(`${file}: a catalogue file ends in .csv, .jsonl or .parquet. Rename or convert it.`);
}

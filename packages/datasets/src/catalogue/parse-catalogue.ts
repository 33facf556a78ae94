import { parseCsv } from "../records/parse-csv.ts";
import { parseJsonLines } from "../records/parse-json-lines.ts";
import { malformed } from "../records/source-record.ts";
import type { SourceRecord } from "../records/source-record.ts";
import type { Track } from "../types/track.ts";
import { trackFromRecord } from "./track-from-record.ts";
import type { CatalogueColumnOptions } from "./track-from-record.ts";

/**
 * Reads a catalogue from comma-separated text with a header, or from JSON lines.
 *
 * @throws {MalformedRecordError} for a malformed record, or an id that occurs twice.
 */
export function parseCatalogue(
  text: string,
  options: CatalogueColumnOptions & {
    format: "csv" | "jsonl";
    /** How errors name the source. @default "catalogue" */
    file?: string;
  },
): Track[] {
  const { format, file = "catalogue" } = options;
  return tracksFromRecords(format === "csv" ? parseCsv(text, file) : parseJsonLines(text, file), options);
}

/** Makes tracks of records, each id once. */
export function tracksFromRecords(records: Iterable<SourceRecord>, options: CatalogueColumnOptions): Track[] {
  const lines = new Map<string, number>();
  const tracks: Track[] = [];
  for (const record of records) {
    const track = trackFromRecord(record, options);
    const earlier = lines.get(track.id);
    if (earlier !== undefined) {
      const expected = `an id of its own (line ${earlier} has the same)`;
      throw malformed(record, options.columns?.id ?? "id", expected);
    }
    lines.set(track.id, record.place.line);
    tracks.push(track);
  }
  return tracks;
}

import { optionalNumber, optionalText, requiredText, textList } from "../records/source-record.ts";
import type { SourceRecord } from "../records/source-record.ts";
import type { Track } from "../types/track.ts";

/** Which column of a file holds which fact about a track. */
export type TrackColumns = { [Fact in keyof Track]?: string };

/** How the columns of a catalogue file are understood. */
export interface CatalogueColumnOptions {
  /** Names of the columns that differ from the fact's own name, e.g. `{ id: "track_uri", title: "track_name" }`. */
  columns?: TrackColumns;
  /** What separates several artists or tags in one text column. @default "|" */
  listSeparator?: string;
}

/**
 * Makes a track of a record with any column names.
 * An energy or a rating of 0 counts as not rated.
 *
 * @throws {MalformedRecordError} if a required column is empty or a value is out of its range.
 */
export function trackFromRecord(record: SourceRecord, options: CatalogueColumnOptions = {}): Track {
  const { columns = {}, listSeparator = "|" } = options;
  const column = (fact: keyof Track): string => columns[fact] ?? fact;
  const text = (fact: keyof Track) => optionalText(record, column(fact));
  const integer = (fact: keyof Track, minimum: number, maximum: number) =>
    optionalNumber(record, column(fact), { minimum, maximum, integer: true });
  const tags = textList(record, column("tags"), listSeparator);
  const energy = integer("energy", 0, 3) as 0 | 1 | 2 | 3 | undefined;
  const rating = optionalNumber(record, column("rating"), { minimum: 0, maximum: 5, integer: false });
  const facts: Track = {
    id: requiredText(record, column("id")),
    title: text("title") ?? "",
    artists: textList(record, column("artists"), listSeparator),
    album: text("album"),
    releaseId: text("releaseId"),
    year: integer("year", 1, 9999),
    durationMs: integer("durationMs", 0, Number.MAX_SAFE_INTEGER),
    tags: tags.length > 0 ? tags : undefined,
    genre: text("genre"),
    label: text("label"),
    energy: energy === 0 ? undefined : energy,
    rating: rating === 0 ? undefined : rating,
    lyrics: text("lyrics"),
  };
  return withoutAbsent(facts);
}

function withoutAbsent(track: Track): Track {
  return Object.fromEntries(
    Object.entries(track).filter(([, value]) => value !== undefined),
  ) as unknown as Track;
}

import { parseCsv } from "../records/parse-csv.ts";
import { malformed, optionalNumber, optionalText, requiredText } from "../records/source-record.ts";
import type { SourceRecord } from "../records/source-record.ts";
import type { Track } from "../types/track.ts";
import { repairEncoding } from "./repair-encoding.ts";
import { trackFromRecord } from "./track-from-record.ts";

/** A track id that occurs in more than one row. */
export interface RepeatedTrack {
  id: string;
  /** Line of the row that counts. */
  keptLine: number;
  /** Line of a row that is left out. */
  line: number;
}

/** The freemusi.cc catalogue: every track once, ordered by release, disc and track number. */
export interface FreemusiccCatalogue {
  tracks: Track[];
  /** One entry for each row that was left out because its id came before. */
  repeated: RepeatedTrack[];
}

/**
 * Joins the two tables of the freemusi.cc database (github.com/ojdo/freemusi.cc-database) into one catalogue.
 * A track's id is `release/disc/track`; the first row of an id counts, later rows are reported.
 * Names that were once decoded wrongly ("AgustÃ­n") are repaired. Its style is split into tags; an activity or rating of 0 and a label or artist "?" mean that the fact is unknown.
 *
 * @throws {MalformedRecordError} for a malformed row, or a track whose release is not in the releases' table.
 */
export function parseFreemusicc(sources: {
  /** Text of `tracks.csv`. */
  tracks: string;
  /** Text of `releases.csv`. */
  releases: string;
  /** How errors name the tables. @default "tracks.csv" */
  tracksFile?: string;
  /** @default "releases.csv" */
  releasesFile?: string;
}): FreemusiccCatalogue {
  const { tracksFile = "tracks.csv", releasesFile = "releases.csv" } = sources;
  const releases = new Map<string, SourceRecord & { position: number }>();
  for (const record of parseCsv(sources.releases, releasesFile)) {
    releases.set(requiredText(record, "id"), { ...record, position: releases.size });
  }

  const rows = new Map<string, { line: number; order: number[]; track: Track }>();
  const repeated: RepeatedTrack[] = [];
  for (const record of parseCsv(sources.tracks, tracksFile)) {
    const releaseId = requiredText(record, "id");
    const release = releases.get(releaseId);
    if (release === undefined) throw malformed(record, "id", `a release of ${releasesFile}`);
    const disc = position(record, "disc");
    const number = position(record, "track");
    const id = `${releaseId}/${disc}/${number}`;
    const { line } = record.place;
    const kept = rows.get(id);
    if (kept === undefined) {
      rows.set(id, {
        line,
        order: [release.position, disc, number],
        track: joinedTrack(id, record, release),
      });
    } else {
      repeated.push({ id, keptLine: kept.line, line });
    }
  }
  const ordered = [...rows.values()].toSorted((a, b) => compareOrder(a.order, b.order));
  return { tracks: ordered.map(({ track }) => track), repeated };
}

function joinedTrack(id: string, track: SourceRecord, release: SourceRecord): Track {
  const durationSeconds = optionalNumber(track, "duration", { minimum: 0, maximum: 1e6, integer: true });
  const artist = known(name(track, "trackartist"));
  const fields = {
    id,
    title: name(track, "title"),
    artists: artist === undefined ? [] : [artist],
    album: name(release, "album"),
    releaseId: optionalText(track, "id"),
    year: release.fields["year"],
    durationMs: durationSeconds === undefined ? undefined : durationSeconds * 1000,
    tags: optionalText(release, "style")?.split(","),
    genre: release.fields["genre"],
    label: known(name(release, "label")),
    energy: track.fields["activity"],
    rating: track.fields["rating"],
  };
  return trackFromRecord({ place: track.place, fields });
}

function name(record: SourceRecord, field: string): string | undefined {
  const text = optionalText(record, field);
  return text === undefined ? undefined : repairEncoding(text);
}

function known(text: string | undefined): string | undefined {
  return text === "?" ? undefined : text;
}

function position(record: SourceRecord, field: string): number {
  const value = optionalNumber(record, field, { minimum: 0, maximum: 1e6, integer: true });
  if (value === undefined) throw malformed(record, field, "a number");
  return value;
}

function compareOrder(a: readonly number[], b: readonly number[]): number {
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0);
}

import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import { malformed, recordList } from "../records/source-record.ts";
import type { SourceRecord } from "../records/source-record.ts";
import type { MpdTrack } from "./mpd-records.ts";
import { TRACK_TEXTS } from "./slice-columns.ts";

/** A playlist of the challenge set: some of its tracks, and how many have been held out. */
export interface ChallengePlaylist {
  pid: number;
  /** Absent where the challenge is to go on without a title. */
  name?: string;
  /** Tracks that are kept back, to be found. */
  num_holdouts: number;
  /** Seed tracks: the length of `tracks`. */
  num_samples: number;
  /** Both together. */
  num_tracks: number;
  /** The seed tracks; `pos` is the position in the whole playlist. */
  tracks: MpdTrack[];
}

/** The RecSys Challenge 2018's `challenge_set.json`: 10,000 playlists to be continued. */
export interface ChallengeSet {
  date: string;
  version: string;
  playlists: ChallengePlaylist[];
}

/**
 * Reads `challenge_set.json` and checks that its counts agree: samples are the tracks that are there, samples and
 * holdouts are all tracks, no pid twice.
 *
 * @throws {MalformedRecordError} for a field that is not as published; its line counts playlists from 1 (0 = the set).
 */
export function parseChallengeSet(text: string, options: { file?: string } = {}): ChallengeSet {
  const { file = "challenge_set.json" } = options;
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch (cause) {
    const expected = `JSON (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new MalformedRecordError({ file, line: 0, expected, got: text.slice(0, 40) });
  }
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
    throw new MalformedRecordError({ file, line: 0, expected: "a JSON object", got: fields });
  }
  const set: SourceRecord = { place: { file, line: 0 }, fields: fields as Record<string, unknown> };
  const pids = new Set<number>();
  const playlists = recordList(set, "playlists").map((record, index) => {
    const playlist = challengePlaylist({ ...record, place: { file, line: index + 1 }, path: "" });
    if (pids.has(playlist.pid)) throw malformed(record, "pid", "a pid that no other playlist has");
    pids.add(playlist.pid);
    return playlist;
  });
  return { date: exactText(set, "date"), version: exactText(set, "version"), playlists };
}

function challengePlaylist(record: SourceRecord): ChallengePlaylist {
  const tracks = recordList(record, "tracks").map(challengeTrack);
  const num_samples = count(record, "num_samples");
  const num_holdouts = count(record, "num_holdouts");
  const num_tracks = count(record, "num_tracks");
  if (num_samples !== tracks.length)
    throw malformed(record, "num_samples", `${tracks.length}, the tracks listed`);
  if (num_tracks !== num_samples + num_holdouts) {
    throw malformed(record, "num_tracks", `${num_samples + num_holdouts}, samples and holdouts together`);
  }
  return {
    pid: count(record, "pid"),
    ...(record.fields.name !== undefined && { name: exactText(record, "name") }),
    num_holdouts,
    num_samples,
    num_tracks,
    tracks,
  };
}

function challengeTrack(record: SourceRecord): MpdTrack {
  const texts = Object.fromEntries(TRACK_TEXTS.map((field) => [field, exactText(record, field)]));
  const numbers = { pos: count(record, "pos"), duration_ms: count(record, "duration_ms") };
  return { ...texts, ...numbers } as unknown as MpdTrack;
}

/** As published: `requiredText` would trim. */
function exactText(record: SourceRecord, field: string): string {
  const value = record.fields[field];
  if (typeof value !== "string") throw malformed(record, field, "text");
  return value;
}

function count(record: SourceRecord, field: string): number {
  const value = record.fields[field];
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw malformed(record, field, "an integer from 0 on");
  return value as number;
}

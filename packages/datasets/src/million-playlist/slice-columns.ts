import type { MpdInfo, MpdPlaylist, MpdTrack } from "./mpd-records.ts";
import type { PackedTexts, Texts } from "./packed-texts.ts";

/** The texts of a track, in the order of `trackTexts`' columns. */
export const TRACK_TEXTS = [
  "track_uri",
  "artist_name",
  "artist_uri",
  "track_name",
  "album_uri",
  "album_name",
] as const;

/** The numbers of a playlist, in the order of `numbers`' columns. */
export const PLAYLIST_NUMBERS = [
  "pid",
  "modified_at",
  "num_tracks",
  "num_albums",
  "num_followers",
  "num_edits",
  "duration_ms",
  "num_artists",
] as const;

/** What a slice says of its playlists, by columns, every text once. */
export interface PlaylistColumns {
  /** Packed as long as nobody asks for them. */
  texts: string[] | PackedTexts;
  /** [playlists], rows of `texts`. */
  names: Uint32Array;
  /** [playlists], rows of `texts`; -1 = none. */
  descriptions: Int32Array;
  /** [playlists], 1 = "true". */
  collaborative: Uint8Array;
  /** [playlists, PLAYLIST_NUMBERS] */
  numbers: Float64Array;
  /** [playlists + 1], where each playlist's positions start. */
  starts: Uint32Array;
  /** [positions], rows of the tracks' columns. */
  tracks: Uint32Array;
}

/**
 * A slice by columns, every text and every track once: a tenth of the slice's bytes, and cheap to hand from one thread
 * to another.
 */
export interface SliceColumns extends PlaylistColumns {
  info: MpdInfo;
  /** [positions], the field `pos`. */
  positions: Int32Array;
  /** [tracks, TRACK_TEXTS], rows of `texts`. */
  trackTexts: Uint32Array;
  /** [tracks] */
  trackDurations: Float64Array;
}

/** Value of one of the numbers of a playlist. */
export function playlistNumber(
  columns: Pick<PlaylistColumns, "numbers">,
  row: number,
  field: (typeof PLAYLIST_NUMBERS)[number],
): number {
  return columns.numbers[row * PLAYLIST_NUMBERS.length + PLAYLIST_NUMBERS.indexOf(field)] as number;
}

/** The playlist of a row as published. @param texts the columns' own, unpacked. */
export function playlistAt(columns: SliceColumns, texts: Texts, row: number): MpdPlaylist {
  const description = columns.descriptions[row] as number;
  const number = (field: (typeof PLAYLIST_NUMBERS)[number]) => playlistNumber(columns, row, field);
  return {
    name: texts.at(columns.names[row] as number) as string,
    collaborative: columns.collaborative[row] === 1 ? "true" : "false",
    pid: number("pid"),
    modified_at: number("modified_at"),
    num_tracks: number("num_tracks"),
    num_albums: number("num_albums"),
    num_followers: number("num_followers"),
    num_edits: number("num_edits"),
    duration_ms: number("duration_ms"),
    num_artists: number("num_artists"),
    ...(description >= 0 && { description: texts.at(description) as string }),
    tracks: tracksAt(columns, texts, row),
  };
}

function tracksAt(columns: SliceColumns, texts: Texts, row: number): MpdTrack[] {
  const tracks: MpdTrack[] = [];
  for (let at = columns.starts[row] as number; at < (columns.starts[row + 1] as number); at++) {
    const track = columns.tracks[at] as number;
    const text = (column: number) =>
      texts.at(columns.trackTexts[track * TRACK_TEXTS.length + column] as number) as string;
    tracks.push({
      pos: columns.positions[at] as number,
      artist_name: text(1),
      track_uri: text(0),
      artist_uri: text(2),
      track_name: text(3),
      album_uri: text(4),
      duration_ms: columns.trackDurations[track] as number,
      album_name: text(5),
    });
  }
  return tracks;
}

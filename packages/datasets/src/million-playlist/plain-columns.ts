import type { Playlist } from "../types/playlist.ts";
import type { Texts } from "./packed-texts.ts";
import { playlistNumber, TRACK_TEXTS } from "./slice-columns.ts";
import type { PlaylistColumns, SliceColumns } from "./slice-columns.ts";

/** A slice's playlists with their tracks' URIs alone: tracks are rows of `texts`. */
export type PlainColumns = PlaylistColumns;

export function plainColumns(columns: SliceColumns): PlainColumns {
  const { texts, names, descriptions, collaborative, numbers, starts, trackTexts } = columns;
  const tracks = columns.tracks.map((track) => trackTexts[track * TRACK_TEXTS.length] as number);
  return { texts, names, descriptions, collaborative, numbers, starts, tracks };
}

/** The playlist of a row as a `Playlist`, equal to `playlistFromMpd` of the whole record. */
export function plainPlaylistAt(columns: PlainColumns, texts: Texts, row: number): Playlist {
  const { tracks } = columns;
  const description = columns.descriptions[row] as number;
  const trackIds: string[] = [];
  for (let at = columns.starts[row] as number; at < (columns.starts[row + 1] as number); at++) {
    trackIds.push(texts.at(tracks[at] as number) as string);
  }
  return {
    id: String(playlistNumber(columns, row, "pid")),
    title: texts.at(columns.names[row] as number) as string,
    modifiedAt: playlistNumber(columns, row, "modified_at"),
    trackIds,
    ...(description >= 0 && { description: texts.at(description) as string }),
  };
}

import type { Playlist } from "../types/playlist.ts";
import { playlistNumber, TRACK_TEXTS } from "./slice-columns.ts";
import type { PlaylistColumns, SliceColumns } from "./slice-columns.ts";

/** A slice's playlists with their tracks' URIs alone: `texts` starts with the URIs, so that tracks are rows of it. */
export type PlainColumns = PlaylistColumns;

export function plainColumns(columns: SliceColumns): PlainColumns {
  const { collaborative, numbers, starts, tracks, trackTexts, trackDurations } = columns;
  const texts: string[] = [];
  const keep = (row: number) => texts.push(columns.texts[row] as string) - 1;
  for (let track = 0; track < trackDurations.length; track++)
    keep(trackTexts[track * TRACK_TEXTS.length] as number);
  const names = columns.names.map(keep);
  const descriptions = columns.descriptions.map((row) => (row < 0 ? row : keep(row)));
  return { texts, names, descriptions, collaborative, numbers, starts, tracks };
}

/** The playlist of a row as a `Playlist`, equal to `playlistFromMpd` of the whole record. */
export function plainPlaylistAt(columns: PlainColumns, row: number): Playlist {
  const { texts, tracks } = columns;
  const description = columns.descriptions[row] as number;
  const trackIds: string[] = [];
  for (let at = columns.starts[row] as number; at < (columns.starts[row + 1] as number); at++) {
    trackIds.push(texts[tracks[at] as number] as string);
  }
  return {
    id: String(playlistNumber(columns, row, "pid")),
    title: texts[columns.names[row] as number] as string,
    modifiedAt: playlistNumber(columns, row, "modified_at"),
    trackIds,
    ...(description >= 0 && { description: texts[description] as string }),
  };
}

/** A column of one of the three tables. */
export interface TableColumn {
  name: string;
  type: "INT32" | "INT64" | "STRING";
  optional?: boolean;
}

/** Files of the Million Playlist Dataset as Parquet. */
export const MPD_FILES = {
  playlists: "playlists.parquet",
  tracks: "tracks.parquet",
  positions: "positions.parquet",
} as const;

/** A row for each playlist, in the order in which they were read. `positions` counts its rows in that table. */
export const PLAYLIST_COLUMNS = [
  { name: "pid", type: "INT32" },
  { name: "name", type: "STRING" },
  { name: "description", type: "STRING", optional: true },
  { name: "collaborative", type: "STRING" },
  { name: "modified_at", type: "INT64" },
  { name: "num_tracks", type: "INT32" },
  { name: "num_albums", type: "INT32" },
  { name: "num_artists", type: "INT32" },
  { name: "num_followers", type: "INT32" },
  { name: "num_edits", type: "INT32" },
  { name: "duration_ms", type: "INT64" },
  { name: "positions", type: "INT32" },
] as const satisfies readonly TableColumn[];

/** A row for each distinct track, in the order of their first occurrence; `track` is the row's number, from 0. */
export const TRACK_COLUMNS = [
  { name: "track", type: "INT32" },
  { name: "track_uri", type: "STRING" },
  { name: "track_name", type: "STRING" },
  { name: "artist_uri", type: "STRING" },
  { name: "artist_name", type: "STRING" },
  { name: "album_uri", type: "STRING" },
  { name: "album_name", type: "STRING" },
  { name: "duration_ms", type: "INT64" },
] as const satisfies readonly TableColumn[];

/** A row for each track of each playlist, playlist by playlist. */
export const POSITION_COLUMNS = [
  { name: "pid", type: "INT32" },
  { name: "pos", type: "INT32" },
  { name: "track", type: "INT32" },
] as const satisfies readonly TableColumn[];

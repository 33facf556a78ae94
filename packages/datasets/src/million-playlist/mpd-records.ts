/** A track of a playlist, with the Million Playlist Dataset's field names (Chen et al. 2018). */
export interface MpdTrack {
  /** Position in the playlist, from 0. */
  pos: number;
  artist_name: string;
  /** `spotify:track:` and 22 letters and digits. */
  track_uri: string;
  artist_uri: string;
  track_name: string;
  album_uri: string;
  duration_ms: number;
  album_name: string;
}

/** A playlist of the Million Playlist Dataset as published: stray spaces in names and repeated tracks are kept. */
export interface MpdPlaylist {
  name: string;
  /** Text, not a boolean. */
  collaborative: "false" | "true";
  /** Its number in the dataset, from 0. */
  pid: number;
  /** Seconds since the epoch, to the day. The dataset has no creation date. */
  modified_at: number;
  /** Positions, repeats included. */
  num_tracks: number;
  /** Distinct ones. */
  num_albums: number;
  num_followers: number;
  num_edits: number;
  /** Of all tracks together. */
  duration_ms: number;
  /** Distinct ones. */
  num_artists: number;
  /** Few playlists have one. */
  description?: string;
  tracks: MpdTrack[];
}

/** What a slice says of itself. */
export interface MpdInfo {
  generated_on: string;
  /** First and last pid, as in "0-999". */
  slice: string;
  version: string;
}

/** A file `mpd.slice.A-B.json`. */
export interface MpdSlice {
  info: MpdInfo;
  playlists: MpdPlaylist[];
}

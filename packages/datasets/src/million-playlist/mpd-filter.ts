import { playlistNumber } from "./slice-columns.ts";
import type { PlaylistColumns } from "./slice-columns.ts";

/** Which playlists to read; every bound that is given must hold. */
export interface MpdFilter {
  /** First and last pid. Slices whose names lie outside are not opened. */
  pids?: { from: number; to: number };
  /** Fewest positions, repeats included. */
  minimumTracks?: number;
  /** Most positions, repeats included. */
  maximumTracks?: number;
  /** Earliest `modified_at`, seconds since the epoch. */
  modifiedFrom?: number;
  /** Latest `modified_at`, seconds since the epoch. */
  modifiedTo?: number;
  /** Fewest followers. */
  minimumFollowers?: number;
  /** Only those that are, or are not, collaborative. */
  collaborative?: boolean;
}

/** Whether the playlist of a row is one to read. */
export function passesFilter(columns: PlaylistColumns, row: number, filter: MpdFilter): boolean {
  const { pids, collaborative, minimumFollowers = 0 } = filter;
  const {
    minimumTracks = 0,
    maximumTracks = Infinity,
    modifiedFrom = -Infinity,
    modifiedTo = Infinity,
  } = filter;
  const pid = playlistNumber(columns, row, "pid");
  const tracks = (columns.starts[row + 1] as number) - (columns.starts[row] as number);
  const modifiedAt = playlistNumber(columns, row, "modified_at");
  return (
    (pids === undefined || (pid >= pids.from && pid <= pids.to)) &&
    tracks >= minimumTracks &&
    tracks <= maximumTracks &&
    modifiedAt >= modifiedFrom &&
    modifiedAt <= modifiedTo &&
    playlistNumber(columns, row, "num_followers") >= minimumFollowers &&
    (collaborative === undefined || collaborative === (columns.collaborative[row] === 1))
  );
}

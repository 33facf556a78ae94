import type { Playlist } from "../types/playlist.ts";
import { PlaylistCounts } from "./playlist-counts.ts";
import type { PlaylistStatistics } from "./playlist-counts.ts";

/**
 * Counts Table 1's figures. The paper does not state their definitions; these reproduce its sparsities: the vocabulary
 * is the distinct words of the titles (see `words`: lower case, runs of letters, digits, apostrophes and hyphens), and a
 * track counts once however often a playlist repeats it, but for the average. For playlists that do not fit into memory
 * use `PlaylistCounts`.
 */
export function playlistStatistics(options: {
  playlists: Iterable<Playlist>;
  /** The training playlists, when `playlists` are the test part. */
  train?: Iterable<Playlist>;
}): PlaylistStatistics {
  const { playlists, train } = options;
  return countsOf(playlists).statistics({ train: train && countsOf(train) });
}

function countsOf(playlists: Iterable<Playlist>): PlaylistCounts {
  const counts = new PlaylistCounts();
  for (const playlist of playlists) counts.add(playlist);
  return counts;
}

import { distinctPlaylistRows } from "./playlist-rows.ts";
import type { PlaylistRowsOptions } from "./playlist-rows.ts";
import type { Ranker } from "./ranker.ts";

/** Options of `createPopularityRanker`. */
export interface PopularityOptions extends PlaylistRowsOptions {
  /** @default "popularity" */
  name?: string;
}

/**
 * The number of training playlists that hold a track, whatever the dialogue. Unseen tracks tie at 0.
 *
 * @throws {ArgumentError} naming the playlist with a row outside the catalogue.
 */
export function createPopularityRanker({ name = "popularity", ...options }: PopularityOptions): Ranker {
  const counts = new Float32Array(options.size);
  for (const playlist of distinctPlaylistRows(options)) for (const row of playlist) counts[row]!++;
  return { name, score: () => counts.slice() };
}

import type { Playlist } from "../types/playlist.ts";
import { words } from "./words.ts";

/** Table 1's figures for a set of playlists. */
export interface PlaylistStatistics {
  playlists: number;
  /** Mean number of tracks in a playlist, repeats included. */
  averageTracks: number;
  /** Distinct tracks, cold ones left out. */
  warmTracks: number;
  /** Distinct tracks that are not in the training playlists; absent for the training playlists themselves. */
  coldTracks?: number;
  /** Distinct words of the titles. */
  vocabulary: number;
  /** 1 - distinct (playlist, track) pairs / (playlists x distinct tracks). */
  sparsity: number;
}

/**
 * Counts playlists as they come, in memory that grows with the distinct tracks and title words only:
 *
 *     const train = new PlaylistCounts();
 *     for await (const playlist of readMpdPlaylists(folder)) train.add(playlist);
 *     train.statistics();
 */
export class PlaylistCounts {
  private readonly tracks = new Set<string>();
  private readonly vocabulary = new Set<string>();
  private playlists = 0;
  private positions = 0;
  /** Distinct (playlist, track) pairs. */
  private pairs = 0;

  add({ title, trackIds }: Pick<Playlist, "title" | "trackIds">): void {
    const distinct = new Set(trackIds);
    this.playlists++;
    this.positions += trackIds.length;
    this.pairs += distinct.size;
    for (const id of distinct) this.tracks.add(id);
    for (const word of words(title)) this.vocabulary.add(word);
  }

  /**
   * Table 1's figures of what has been added; see `playlistStatistics`.
   *
   * @param options.train the training playlists, when these are the test part: tells cold tracks.
   */
  statistics(options: { train?: PlaylistCounts } = {}): PlaylistStatistics {
    const { train } = options;
    const { playlists, positions, pairs, tracks } = this;
    let cold = 0;
    if (train !== undefined) for (const id of tracks) if (!train.tracks.has(id)) cold++;
    return {
      playlists,
      averageTracks: positions / playlists,
      warmTracks: tracks.size - cold,
      ...(train !== undefined && { coldTracks: cold }),
      vocabulary: this.vocabulary.size,
      sparsity: 1 - pairs / (playlists * tracks.size),
    };
  }
}

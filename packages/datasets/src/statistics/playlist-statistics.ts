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

/** Counts Table 1's figures. The paper does not state their definitions; these reproduce its sparsities. */
export function playlistStatistics(options: {
  playlists: readonly Playlist[];
  /** The training playlists, when `playlists` are the test part. */
  train?: readonly Playlist[];
}): PlaylistStatistics {
  const { playlists, train } = options;
  const known = train && new Set(train.flatMap((playlist) => playlist.trackIds));
  const tracks = new Set<string>();
  const vocabulary = new Set<string>();
  let positions = 0;
  let pairs = 0;
  for (const { title, trackIds } of playlists) {
    const distinct = new Set(trackIds);
    positions += trackIds.length;
    pairs += distinct.size;
    for (const id of distinct) tracks.add(id);
    for (const word of words(title)) vocabulary.add(word);
  }
  const cold = known && [...tracks].filter((id) => !known.has(id)).length;
  return {
    playlists: playlists.length,
    averageTracks: positions / playlists.length,
    warmTracks: tracks.size - (cold ?? 0),
    ...(cold !== undefined && { coldTracks: cold }),
    vocabulary: vocabulary.size,
    sparsity: 1 - pairs / (playlists.length * tracks.size),
  };
}

import type { ExperimentData } from "./experiment-data.ts";

/**
 * Tracks that training sees, in playlists or conversations; all others of the catalogue are cold. Codebooks are fitted
 * on these, and warm and cold figures are told apart by them.
 */
export function trackIdsToTrainOn({ playlists, training }: ExperimentData): Set<string> {
  const dialogues = [...training.written, ...training.simulated];
  return new Set([
    ...playlists.flatMap(({ trackIds }) => trackIds),
    ...dialogues.flatMap(({ turns }) => turns.map(({ trackId }) => trackId)),
  ]);
}

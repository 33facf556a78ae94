import { simulateDialogues, splitByTime } from "@talkplay/datasets";
import type { Dialogue, Playlist, Track } from "@talkplay/datasets";
import type { Size } from "../command/sizes.ts";

/** Playlists to learn from, and conversations simulated over each part of them. */
export interface HeldOut {
  playlists: Playlist[];
  training: Dialogue[];
  validation: Dialogue[];
  test: Dialogue[];
}

/**
 * Holds out the newest playlists (paper §3.3) for test, the next newest for validation, and simulates conversations
 * over each part. Conversations wander off their playlist, so those to train on only know the tracks of training
 * playlists: what came out last stays cold.
 */
export function holdOut({
  tracks,
  playlists,
  size,
  seed,
}: {
  tracks: Track[];
  playlists: Playlist[];
  size: Size;
  seed: number;
}): HeldOut {
  const held = Math.min(size.testPlaylists, Math.floor(playlists.length / 10));
  const split = splitByTime({
    items: playlists,
    date: ({ modifiedAt }) => modifiedAt,
    testSize: held,
    validationSize: held,
    seed,
  });
  const played = new Set(split.train.flatMap(({ trackIds }) => trackIds));
  const known = tracks.filter(({ id }) => played.has(id));
  const simulate = (among: Track[], from: Playlist[], count: number, part: number) =>
    from.length === 0
      ? []
      : [...simulateDialogues({ tracks: among, playlists: from, count, seed: seed + part })];
  return {
    playlists: split.train,
    training: simulate(known, split.train, size.simulatedDialogues, 1),
    validation: simulate(tracks, split.validation, Math.ceil(size.simulatedTestDialogues / 2), 2),
    test: simulate(tracks, split.test, size.simulatedTestDialogues, 3),
  };
}

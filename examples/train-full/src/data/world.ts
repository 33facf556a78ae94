import { generateWorld, simulateDialogues, splitByTime } from "@talkplay/datasets";
import type { Playlist, Track } from "@talkplay/datasets";
import type { ExperimentData, LoadDataOptions } from "./experiment-data.ts";

/** Tracks of a world where the size names no limit. */
const TRACKS = 8000;

/**
 * A made-up world with all five modalities, audio vectors and lyrics included; all its conversations are simulated.
 * The newest playlists are held out, and with them what came out last: those tracks are cold.
 */
export function loadWorld({ size, seed }: LoadDataOptions): Promise<ExperimentData> {
  const { tracks, playlists, audio } = generateWorld({
    tracks: size.catalogueLimit ?? TRACKS,
    playlists: size.drawnPlaylists,
    seed,
    averageTracks: 20,
    maximumTracks: 60,
  });
  const split = splitByTime({
    items: [...playlists],
    date: ({ modifiedAt }) => modifiedAt,
    testSize: size.testPlaylists,
    validationSize: size.testPlaylists,
    seed,
  });
  // Conversations wander off their playlist: those to train on must not reach what only later playlists hold.
  const played = new Set(split.train.flatMap(({ trackIds }) => trackIds));
  const known = tracks.filter(({ id }) => played.has(id));
  const simulate = (among: Track[], from: Playlist[], count: number, offset: number) => [
    ...simulateDialogues({ tracks: among, playlists: from, count, seed: seed + offset }),
  ];
  return Promise.resolve({
    name: "world",
    source: `made up from seed ${seed} by generateWorld of @talkplay/datasets`,
    tracks,
    playlists: split.train,
    training: { written: [], simulated: simulate(known, split.train, size.simulatedDialogues, 1) },
    validation: simulate(tracks, split.validation, Math.ceil(size.simulatedTestDialogues / 2), 2),
    tests: [{ name: "simulated", dialogues: simulate(tracks, split.test, size.simulatedTestDialogues, 3) }],
    modalities: ["playlist", "semantic", "metadata", "lyrics", "audio"],
    features: { audio },
  });
}

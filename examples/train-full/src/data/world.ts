import { generateWorld, simulateDialogues, splitByTime } from "@talkplay/datasets";
import type { Playlist } from "@talkplay/datasets";
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
  const simulate = (from: Playlist[], count: number, offset: number) => [
    ...simulateDialogues({ tracks, playlists: from, count, seed: seed + offset }),
  ];
  return Promise.resolve({
    name: "world",
    source: `made up from seed ${seed} by generateWorld of @talkplay/datasets`,
    tracks,
    playlists: split.train,
    training: { written: [], simulated: simulate(split.train, size.simulatedDialogues, 1) },
    validation: simulate(split.validation, Math.ceil(size.simulatedTestDialogues / 2), 2),
    tests: [{ name: "simulated", dialogues: simulate(split.test, size.simulatedTestDialogues, 3) }],
    modalities: ["playlist", "semantic", "metadata", "lyrics", "audio"],
    features: { audio },
  });
}

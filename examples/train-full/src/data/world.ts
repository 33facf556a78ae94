import { generateWorld } from "@talkplay/datasets";
import type { ExperimentData, LoadDataOptions } from "./experiment-data.ts";
import { holdOut } from "./hold-out.ts";

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
  const parts = holdOut({ tracks, playlists: [...playlists], size, seed });
  return Promise.resolve({
    name: "world",
    source: `made up from seed ${seed} by generateWorld of @talkplay/datasets`,
    tracks,
    playlists: parts.playlists,
    training: { written: [], simulated: parts.training },
    validation: parts.validation,
    tests: [{ name: "simulated", dialogues: parts.test }],
    modalities: ["playlist", "semantic", "metadata", "lyrics", "audio"],
    features: { audio },
  });
}

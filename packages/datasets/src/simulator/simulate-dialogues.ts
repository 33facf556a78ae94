import { AttributeIndex, releaseOf } from "../catalogue/attribute-index.ts";
import { SeededRandom } from "../random/seeded-random.ts";
import type { Dialogue } from "../types/dialogue.ts";
import type { Playlist } from "../types/playlist.ts";
import type { Track } from "../types/track.ts";
import { simulateConversation } from "./simulate-conversation.ts";
import type { SimulatedTurn } from "./simulate-conversation.ts";

/** How dialogues are simulated. */
export interface SimulateDialoguesOptions {
  /** The catalogue. Tags, years, energies, lengths, labels and titles are talked about where they are stated. */
  tracks: readonly Track[];
  /** Playlists to talk through; a conversation stays mostly on one. Without any, each starts at a random track. */
  playlists?: readonly Playlist[];
  /** Number of conversations. */
  count: number;
  /** The same seed makes the same conversations. */
  seed: number;
  /** @default 5 */
  minimumTurns?: number;
  /** @default 9, so that conversations have 7 turns on average, as in Table 1 of the paper */
  maximumTurns?: number;
  /** Share of turns that turn down the track before. @default 0.065, as in written conversations */
  rejectionRate?: number;
  signal?: AbortSignal;
}

/** A dialogue that can be checked: `claimHolds` is true of every claim. */
export interface SimulatedDialogue extends Dialogue {
  goal: string;
  turns: SimulatedTurn[];
}

/**
 * Simulates listeners who talk their way through playlists: a wish, then steering by tag, energy, era, length,
 * artist, release, label and title, with rejections. Each query is made from what is true of the track that follows,
 * so every claim in it, and in the response, holds. Offline and seeded; the paper has a large language model write its
 * dialogues from the same facts (TalkPlay §3.2).
 *
 * @throws {RangeError} if the catalogue is empty or a playlist has no track in it; the signal's reason when aborted.
 */
export function* simulateDialogues(options: SimulateDialoguesOptions): Generator<SimulatedDialogue> {
  const {
    tracks,
    playlists = [],
    count,
    seed,
    minimumTurns = 5,
    maximumTurns = 9,
    rejectionRate = 0.065,
  } = options;
  if (tracks.length === 0) throw new RangeError("The catalogue is empty. Read or generate tracks first.");
  const random = new SeededRandom(seed);
  const index = new AttributeIndex(tracks);
  const rowOfId = new Map(tracks.map((track, row) => [track.id, row]));
  const compilations = compilationReleases(tracks);
  for (let number = 0; number < count; number++) {
    options.signal?.throwIfAborted();
    const playlist = playlists.length > 0 ? random.pick(playlists) : undefined;
    const playlistRows = playlist === undefined ? [] : knownRows(playlist, rowOfId);
    const turnCount = minimumTurns + random.below(maximumTurns - minimumTurns + 1);
    const conversation = simulateConversation({
      index,
      compilations,
      playlistRows,
      turnCount,
      rejectionRate,
      random,
    });
    yield {
      id: `simulated:${seed}:${number}`,
      ...(playlist && { playlistId: playlist.id }),
      ...conversation,
    };
  }
}

function knownRows(playlist: Playlist, rowOfId: ReadonlyMap<string, number>): number[] {
  const rows = playlist.trackIds.flatMap((id) => rowOfId.get(id) ?? []);
  if (rows.length === 0) {
    throw new RangeError(
      `No track of playlist "${playlist.id}" is in the catalogue. Use the catalogue it was made for.`,
    );
  }
  return rows;
}

/** Releases whose tracks have no artist in common. */
function compilationReleases(tracks: readonly Track[]): Set<string> {
  const artistsOf = new Map<string, Set<string>>();
  for (const track of tracks) {
    const release = releaseOf(track);
    if (release === undefined) continue;
    const artists = artistsOf.get(release) ?? new Set();
    for (const artist of track.artists) artists.add(artist);
    artistsOf.set(release, artists);
  }
  return new Set([...artistsOf].filter(([, artists]) => artists.size > 3).map(([release]) => release));
}

import { SeededRandom } from "../../random/seeded-random.ts";
import type { Playlist } from "../../types/playlist.ts";
import type { Track } from "../../types/track.ts";
import type { DialogueTask } from "./dialogue-task.ts";

/** How playlists are cut into conversations. */
export interface PlanDialoguesOptions {
  playlists: Iterable<Playlist>;
  /** The catalogue; tracks of playlists that it lacks are passed over. */
  tracks: readonly Track[];
  seed: number;
  /** Fewest tracks of a conversation. @default 5 (the paper states a mean of 7 only) */
  minimumTracks?: number;
  /** Most tracks of a conversation. @default 9 */
  maximumTracks?: number;
  /** Most conversations over one playlist. @default 5 (TalkPlay made 532,627 of 116,136 playlists) */
  dialoguesPerPlaylist?: number;
}

/**
 * Cuts every playlist into runs of neighbouring tracks, one conversation a run; what is left over and too short is
 * dropped, and a track that occurs again in a playlist counts once. The same options give the same tasks.
 *
 * @throws {RangeError} if the numbers of tracks do not make sense.
 */
export function* planDialogues(options: PlanDialoguesOptions): Generator<DialogueTask> {
  const { playlists, tracks, seed, minimumTracks = 5, maximumTracks = 9, dialoguesPerPlaylist = 5 } = options;
  if (!(minimumTracks >= 1 && maximumTracks >= minimumTracks)) {
    throw new RangeError(
      `Conversations of ${minimumTracks} to ${maximumTracks} tracks: give 1 or more, the lower number first.`,
    );
  }
  const random = new SeededRandom(seed);
  const trackOf = new Map(tracks.map((track) => [track.id, track]));
  for (const playlist of playlists) {
    const known = [...new Set(playlist.trackIds)].flatMap((id) => trackOf.get(id) ?? []);
    for (let start = 0, number = 0; number < dialoguesPerPlaylist; number++) {
      const length = minimumTracks + random.below(maximumTracks - minimumTracks + 1);
      const part = known.slice(start, start + length);
      if (part.length < minimumTracks) break;
      yield {
        id: `${playlist.id}:${number}`,
        playlistId: playlist.id,
        playlistTitle: playlist.title,
        tracks: part,
      };
      start += length;
    }
  }
}

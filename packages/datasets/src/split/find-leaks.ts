import type { Dialogue } from "../types/dialogue.ts";
import type { Playlist } from "../types/playlist.ts";
import { trackIdsOf } from "../types/track-ids-of.ts";
import type { Split } from "./split.ts";

/** A way in which a training part knows something of the test part. */
export interface Leak {
  kind: "same id" | "same playlist" | "same tracks" | "later than test";
  /** Id of the item in train or validation. */
  trainId: string;
  /** Id of the item in test. */
  testId: string;
}

/**
 * Looks for items of train or validation that give a test item away: the same id, a dialogue over the same playlist,
 * the same sequence of tracks, or (playlists) a later date than the earliest of the test part.
 *
 * @returns every leak found; empty for a sound split.
 */
export function findLeaks(split: Split<Playlist> | Split<Dialogue>): Leak[] {
  const test: readonly (Playlist | Dialogue)[] = split.test;
  const byId = new Map(test.map((item) => [item.id, item.id]));
  const byTracks = new Map(test.map((item) => [sequence(item), item.id]));
  const byPlaylist = new Map(test.map((item) => [playlistOf(item), item.id]));
  const [earliest] = test.filter(isPlaylist).toSorted((a, b) => a.modifiedAt - b.modifiedAt);

  const leaks: Leak[] = [];
  for (const item of [...split.train, ...split.validation] as readonly (Playlist | Dialogue)[]) {
    const playlist = playlistOf(item);
    const found: [Leak["kind"], string | undefined][] = [
      ["same id", byId.get(item.id)],
      ["same playlist", playlist === undefined ? undefined : byPlaylist.get(playlist)],
      ["same tracks", byTracks.get(sequence(item))],
    ];
    for (const [kind, testId] of found) {
      if (testId !== undefined) leaks.push({ kind, trainId: item.id, testId });
    }
    if (earliest !== undefined && isPlaylist(item) && item.modifiedAt > earliest.modifiedAt) {
      leaks.push({ kind: "later than test", trainId: item.id, testId: earliest.id });
    }
  }
  return leaks;
}

function isPlaylist(item: Playlist | Dialogue): item is Playlist {
  return "trackIds" in item;
}

function playlistOf(item: Playlist | Dialogue): string | undefined {
  return isPlaylist(item) ? undefined : item.playlistId;
}

function sequence(item: Playlist | Dialogue): string {
  return JSON.stringify(trackIdsOf(item));
}

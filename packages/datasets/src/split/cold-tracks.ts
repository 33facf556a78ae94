import type { Dialogue } from "../types/dialogue.ts";
import type { Playlist } from "../types/playlist.ts";
import { trackIdsOf } from "../types/track-ids-of.ts";

/** Ids of the tracks that occur in the test part only (TalkPlay §3.3 calls them cold; all others are warm). */
export function coldTracks(options: {
  train: Iterable<Playlist | Dialogue>;
  test: Iterable<Playlist | Dialogue>;
}): Set<string> {
  const warm = new Set<string>();
  for (const item of options.train) for (const id of trackIdsOf(item)) warm.add(id);
  const cold = new Set<string>();
  for (const item of options.test) for (const id of trackIdsOf(item)) if (!warm.has(id)) cold.add(id);
  return cold;
}

import type { Dialogue } from "./dialogue.ts";
import type { Playlist } from "./playlist.ts";

/** The tracks of a playlist or dialogue, in order, with repeats. */
export function trackIdsOf(item: Pick<Playlist, "trackIds"> | Pick<Dialogue, "turns">): string[] {
  return "trackIds" in item ? item.trackIds : item.turns.map((turn) => turn.trackId);
}

import { hashText } from "../records/hash-text.ts";
import type { Dialogue } from "../types/dialogue.ts";
import type { Playlist } from "../types/playlist.ts";

/** What a saved split keeps of an item. */
export interface SplitEntry {
  id: string;
  /** Changes with anything in the item. */
  fingerprint: string;
}

/** The entry of a playlist or dialogue: of a million playlists, the entries fit into memory. */
export function splitEntry(item: Playlist | Dialogue): SplitEntry {
  const content =
    "trackIds" in item
      ? [item.title, item.modifiedAt, item.description ?? null, item.trackIds]
      : [
          item.playlistId ?? null,
          item.goal ?? null,
          item.turns.map(({ query, trackId, response }) => [query, trackId, response]),
        ];
  return { id: item.id, fingerprint: hashText(JSON.stringify(content)).toString(36) };
}

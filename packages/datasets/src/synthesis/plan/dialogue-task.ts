import type { Track } from "../../types/track.ts";

/** One conversation to be written: the tracks that it goes through and where they come from. */
export interface DialogueTask {
  /** Id of the dialogue to be; no two tasks of a run share one. */
  id: string;
  playlistId?: string;
  /** Title of the playlist, a hint of what the listener is after. */
  playlistTitle?: string;
  /** In the playlist's order, no track twice. */
  tracks: readonly Track[];
}

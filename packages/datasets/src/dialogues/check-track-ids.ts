import { UnknownTrackError } from "../errors/unknown-track-error.ts";
import type { UnknownTrack } from "../errors/unknown-track-error.ts";
import type { Dialogue } from "../types/dialogue.ts";
import type { Track } from "../types/track.ts";

/**
 * Makes sure that every track of every dialogue is in the catalogue.
 *
 * @throws {UnknownTrackError} naming each unknown id with its dialogue, turn and line.
 */
export function checkTrackIds(options: {
  dialogues: readonly Dialogue[];
  tracks: readonly Track[];
  /** How the error names the dialogues' source. @default "dialogues" */
  file?: string;
  /** Line of each dialogue in its file, as `parseDialogues` gives them. */
  lines?: readonly number[];
}): void {
  const { dialogues, tracks, file = "dialogues", lines } = options;
  const known = new Set(tracks.map((track) => track.id));
  const unknown: UnknownTrack[] = [];
  for (const [index, { id, turns }] of dialogues.entries()) {
    for (const [position, { trackId }] of turns.entries()) {
      if (!known.has(trackId)) unknown.push({ trackId, ownerId: id, position, line: lines?.[index] });
    }
  }
  if (unknown.length > 0) throw new UnknownTrackError({ file, unknown });
}

import { optionalText, recordList, requiredText, textList } from "../records/source-record.ts";
import type { SourceRecord } from "../records/source-record.ts";
import type { Dialogue } from "../types/dialogue.ts";

/** A line of the schema `{ id, goal, playlist: [trackId], turns: [{ query, track, response }] }`. */
export interface FreemusiccDialogueLine {
  id: string;
  goal: string;
  playlist: string[];
  turns: { query: string; track: string; response: string }[];
}

/** Reads one conversation and the tracks of its playlist. @throws {MalformedRecordError} */
export function readFreemusiccDialogue(record: SourceRecord): { dialogue: Dialogue; playlist: string[] } {
  const turns = recordList(record, "turns").map((turn) => ({
    query: requiredText(turn, "query"),
    trackId: requiredText(turn, "track"),
    response: optionalText(turn, "response") ?? "",
  }));
  const id = requiredText(record, "id");
  const playlist = textList(record, "playlist", "|");
  const goal = optionalText(record, "goal");
  const dialogue: Dialogue = {
    id,
    ...(playlist.length > 0 && { playlistId: id }),
    ...(goal && { goal }),
    turns,
  };
  return { dialogue, playlist };
}

/** Makes the line of one conversation; without a playlist of its own, its turns' tracks stand for it. */
export function freemusiccDialogueLine(
  dialogue: Dialogue,
  playlist?: readonly string[],
): FreemusiccDialogueLine {
  const { id, goal = "", turns } = dialogue;
  return {
    id,
    goal,
    playlist: [...(playlist ?? new Set(turns.map((turn) => turn.trackId)))],
    turns: turns.map(({ query, trackId, response }) => ({ query, track: trackId, response })),
  };
}

import type { Dialogue } from "../types/dialogue.ts";
import { freemusiccDialogueLine } from "./freemusicc-dialogue.ts";
import type { DialogueSchema } from "./parse-dialogues.ts";
import { talkPlayDataLine } from "./talkplay-data-dialogue.ts";

/** Writes dialogues as JSON lines, one a line; an iterable is written as it yields. */
export function* formatDialogues(options: {
  dialogues: Iterable<Dialogue>;
  /** @default "TalkPlayData-1" */
  schema?: DialogueSchema;
  /** Track ids of the playlists by id, for the schema that has a place for them. */
  playlists?: ReadonlyMap<string, readonly string[]>;
}): Generator<string> {
  const { dialogues, schema = "TalkPlayData-1", playlists } = options;
  for (const dialogue of dialogues) {
    const playlist = dialogue.playlistId === undefined ? undefined : playlists?.get(dialogue.playlistId);
    yield formatDialogue(dialogue, { schema, playlist });
  }
}

/** One dialogue as a line of JSON, with its end. */
export function formatDialogue(
  dialogue: Dialogue,
  { schema, playlist }: { schema: DialogueSchema; playlist?: readonly string[] },
): string {
  const line =
    schema === "TalkPlayData-1" ? talkPlayDataLine(dialogue) : freemusiccDialogueLine(dialogue, playlist);
  return `${JSON.stringify(line)}\n`;
}

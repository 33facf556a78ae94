import type { DialogueSchema } from "../dialogues/parse-dialogues.ts";
import type { Dialogue } from "../types/dialogue.ts";
import { openDialogueFile } from "./dialogue-file.ts";

/**
 * Writes dialogues, as they come, to a file that is either complete or not there: TalkPlayData-1 as Parquet if its name
 * ends in `.parquet`, else JSON lines; see `formatDialogues`.
 *
 * @throws {RangeError} for another schema as Parquet.
 */
export async function writeDialogues(
  file: string,
  options: {
    dialogues: Iterable<Dialogue> | AsyncIterable<Dialogue>;
    /** @default "TalkPlayData-1" */
    schema?: DialogueSchema;
    /** Track ids of the playlists by id, for the schema that has a place for them. */
    playlists?: ReadonlyMap<string, readonly string[]>;
    signal?: AbortSignal;
  },
): Promise<void> {
  const { dialogues, schema = "TalkPlayData-1", playlists, signal } = options;
  const written = await openDialogueFile(file, schema);
  try {
    for await (const dialogue of dialogues) {
      signal?.throwIfAborted();
      await written.add(dialogue, dialogue.playlistId ? playlists?.get(dialogue.playlistId) : undefined);
    }
    await written.publish();
  } finally {
    await written.discard();
  }
}

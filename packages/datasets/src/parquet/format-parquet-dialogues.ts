import { parquetWriteBuffer } from "hyparquet-writer";
import type { Dialogue } from "../types/dialogue.ts";
import { DIALOGUE_SCHEMA, dialogueColumns, DIALOGUES_A_ROW_GROUP } from "./dialogue-columns.ts";

/**
 * Writes dialogues as the Parquet file that TalkPlayData-1 is published as: text columns `pid` and `cid`, and
 * `conversations`, a list of structs `content`, `role`, whose messages are user, music (a track id) and assistant in
 * turn. The schema has no place for the goal, which is left out.
 */
export function formatParquetDialogues(options: {
  dialogues: Iterable<Dialogue>;
  /** @default 10,000 */
  rowGroupSize?: number;
}): ArrayBuffer {
  return parquetWriteBuffer({
    columnData: dialogueColumns(options.dialogues),
    schema: DIALOGUE_SCHEMA,
    rowGroupSize: options.rowGroupSize ?? DIALOGUES_A_ROW_GROUP,
  });
}

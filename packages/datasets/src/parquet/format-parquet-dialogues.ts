import type { SchemaElement } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { talkPlayDataLine } from "../dialogues/talkplay-data-dialogue.ts";
import type { Dialogue } from "../types/dialogue.ts";

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
  const lines = Array.from(options.dialogues, talkPlayDataLine);
  return parquetWriteBuffer({
    columnData: [
      { name: "pid", data: lines.map(({ pid }) => pid) },
      { name: "cid", data: lines.map(({ cid }) => cid) },
      {
        name: "conversations",
        data: lines.map(({ conversations }) => conversations.map(({ content, role }) => ({ content, role }))),
      },
    ],
    schema: SCHEMA,
    rowGroupSize: options.rowGroupSize ?? 10_000,
  });
}

const TEXT = { type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" } as const;

const SCHEMA: SchemaElement[] = [
  { name: "schema", num_children: 3 },
  { name: "pid", ...TEXT },
  { name: "cid", ...TEXT },
  { name: "conversations", repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  { name: "element", repetition_type: "OPTIONAL", num_children: 2 },
  { name: "content", ...TEXT },
  { name: "role", ...TEXT },
];

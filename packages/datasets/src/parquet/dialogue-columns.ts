import type { SchemaElement } from "hyparquet";
import type { ColumnSource } from "hyparquet-writer";
import { talkPlayDataLine } from "../dialogues/talkplay-data-dialogue.ts";
import type { Dialogue } from "../types/dialogue.ts";

/** Rows of a row group, unless told otherwise. */
export const DIALOGUES_A_ROW_GROUP = 10_000;

/** The columns of `DIALOGUE_SCHEMA`. */
export function dialogueColumns(dialogues: Iterable<Dialogue>): ColumnSource[] {
  const lines = Array.from(dialogues, talkPlayDataLine);
  return [
    { name: "pid", data: lines.map(({ pid }) => pid) },
    { name: "cid", data: lines.map(({ cid }) => cid) },
    {
      name: "conversations",
      data: lines.map(({ conversations }) => conversations.map(({ content, role }) => ({ content, role }))),
    },
  ];
}

const TEXT = { type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" } as const;

/** Columns and nesting as TalkPlayData-1 is published. */
export const DIALOGUE_SCHEMA: SchemaElement[] = [
  { name: "schema", num_children: 3 },
  { name: "pid", ...TEXT },
  { name: "cid", ...TEXT },
  { name: "conversations", repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  { name: "element", repetition_type: "OPTIONAL", num_children: 2 },
  { name: "content", ...TEXT },
  { name: "role", ...TEXT },
];

import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import { parseJsonLines } from "../records/parse-json-lines.ts";
import { malformed } from "../records/source-record.ts";
import type { SourceRecord } from "../records/source-record.ts";
import type { Dialogue } from "../types/dialogue.ts";
import { readFreemusiccDialogue } from "./freemusicc-dialogue.ts";
import { readTalkPlayDataDialogue } from "./talkplay-data-dialogue.ts";

/** Names of the dialogue schemas that can be read and written. */
export type DialogueSchema = "freemusicc-dialogues" | "TalkPlayData-1";

/** Dialogues with what else their file says. */
export interface ParsedDialogues {
  schema: DialogueSchema;
  dialogues: Dialogue[];
  /** Line of each dialogue in the file, from 1. */
  lines: number[];
  /** Track ids of the playlists that the file states, by `playlistId` (schema "freemusicc-dialogues" only). */
  playlists: Map<string, string[]>;
}

/** One dialogue of a file, with what else its record says. */
export interface StreamedDialogue {
  dialogue: Dialogue;
  /** Of the whole file. */
  schema: DialogueSchema;
  /** Line (JSON lines) or row (Parquet) in the file, from 1. */
  line: number;
  /** Track ids of the playlist that the record states (schema "freemusicc-dialogues" only). */
  playlist?: string[];
}

/**
 * Reads dialogues from JSON lines in whichever schema they are: `{ id, goal, playlist, turns: [{ query, track,
 * response }] }` or TalkPlayData-1 `{ cid, pid, conversations: [{ role, content }] }`. The first line decides.
 *
 * @throws {MalformedRecordError} for a line that is not of the schema, an id that occurs twice, or an empty file.
 */
export function parseDialogues(
  text: string,
  options: {
    /** How errors name the source. @default "dialogues.jsonl" */
    file?: string;
  } = {},
): ParsedDialogues {
  const { file = "dialogues.jsonl" } = options;
  return dialoguesFromRecords(parseJsonLines(text, file), file);
}

/** Reads dialogues from the records of any format. @throws {MalformedRecordError} as `parseDialogues` does. */
export function dialoguesFromRecords(records: readonly SourceRecord[], file: string): ParsedDialogues {
  const parser = new DialogueParser(file);
  const collector = new DialogueCollector();
  for (const record of records) collector.add(parser.read(record));
  parser.finish();
  return collector.parsed();
}

/** Collects the dialogues of a file as they come. */
export class DialogueCollector {
  private found: ParsedDialogues | undefined;

  add({ dialogue, schema, line, playlist }: StreamedDialogue): void {
    this.found ??= { schema, dialogues: [], lines: [], playlists: new Map() };
    this.found.dialogues.push(dialogue);
    this.found.lines.push(line);
    if (dialogue.playlistId !== undefined && playlist)
      this.found.playlists.set(dialogue.playlistId, playlist);
  }

  /** What has come; there must be one dialogue or more, as `DialogueParser.finish` makes sure. */
  parsed(): ParsedDialogues {
    return this.found as ParsedDialogues;
  }
}

/** Reads the records of a file one by one. It holds their ids, which must differ, and nothing else. */
export class DialogueParser {
  private schema: DialogueSchema | undefined;
  private readonly lineOfId = new Map<string, number>();

  constructor(private readonly file: string) {}

  /** @throws {MalformedRecordError} if the record is not of the first one's schema, or its id has occurred. */
  read(record: SourceRecord): StreamedDialogue {
    const schema = (this.schema ??= schemaOf(record));
    const read =
      schema === "TalkPlayData-1"
        ? { dialogue: readTalkPlayDataDialogue(record) }
        : readFreemusiccDialogue(record);
    const { id } = read.dialogue;
    const { line } = record.place;
    const earlier = this.lineOfId.get(id);
    if (earlier !== undefined) {
      const field = schema === "TalkPlayData-1" ? "cid" : "id";
      throw malformed(record, field, `an id of its own (line ${earlier} has the same)`);
    }
    this.lineOfId.set(id, line);
    return { ...read, schema, line };
  }

  /** @throws {MalformedRecordError} if there was no record. */
  finish(): void {
    if (this.schema !== undefined) return;
    throw new MalformedRecordError({ file: this.file, line: 1, expected: "a dialogue", got: undefined });
  }
}

function schemaOf(record: SourceRecord): DialogueSchema {
  if ("conversations" in record.fields) return "TalkPlayData-1";
  if ("turns" in record.fields) return "freemusicc-dialogues";
  const expected = 'a dialogue with "turns" or with "conversations"';
  throw new MalformedRecordError({ ...record.place, expected, got: record.fields });
}

import { open, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { extname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { fileWriter, ParquetWriter } from "hyparquet-writer";
import { formatDialogue } from "../dialogues/format-dialogues.ts";
import type { DialogueSchema } from "../dialogues/parse-dialogues.ts";
import { DIALOGUE_SCHEMA, dialogueColumns, DIALOGUES_A_ROW_GROUP } from "../parquet/dialogue-columns.ts";
import type { Dialogue } from "../types/dialogue.ts";

/** A file of dialogues that grows by one after another, and has its name only once it is complete. */
export interface DialogueFile {
  /** @param playlist track ids of the dialogue's playlist, for the schema that has a place for them. */
  add(dialogue: Dialogue, playlist?: readonly string[]): Promise<void> | void;
  /** Completes the file and gives it its name. */
  publish(): Promise<void>;
  /** Removes what there is of a file that was not published. */
  discard(): Promise<void>;
}

/**
 * Opens a file to write: TalkPlayData-1 as Parquet if its name ends in `.parquet`, else JSON lines.
 *
 * @throws {RangeError} for another schema as Parquet.
 */
export async function openDialogueFile(file: string, schema: DialogueSchema): Promise<DialogueFile> {
  if (extname(file).toLowerCase() !== ".parquet") {
    return new JsonLinesFile(file, schema, await open(unfinished(file), "w"));
  }
  if (schema === "TalkPlayData-1") return new ParquetFile(file);
  throw new RangeError(
    `${file}: Parquet is for TalkPlayData-1. Write "${schema}" to a name that ends in .jsonl.`,
  );
}

/** Characters that are written at once. */
const PIECE = 2 ** 18;

class JsonLinesFile implements DialogueFile {
  private text = "";

  constructor(
    private readonly file: string,
    private readonly schema: DialogueSchema,
    private readonly handle: FileHandle,
  ) {}

  add(dialogue: Dialogue, playlist?: readonly string[]): Promise<void> | void {
    this.text += formatDialogue(dialogue, { schema: this.schema, playlist });
    if (this.text.length >= PIECE) return this.flush();
  }

  async publish(): Promise<void> {
    await this.flush();
    await this.handle.close();
    await rename(unfinished(this.file), this.file);
  }

  async discard(): Promise<void> {
    await this.handle.close();
    await rm(unfinished(this.file), { force: true });
  }

  private async flush(): Promise<void> {
    const { text } = this;
    this.text = "";
    await this.handle.appendFile(text);
  }
}

/** Holds a row group at most. */
class ParquetFile implements DialogueFile {
  private readonly writer: ParquetWriter;
  private rows: Dialogue[] = [];

  constructor(private readonly file: string) {
    this.writer = new ParquetWriter({ writer: fileWriter(unfinished(file)), schema: DIALOGUE_SCHEMA });
  }

  add(dialogue: Dialogue): Promise<void> | void {
    this.rows.push(dialogue);
    if (this.rows.length === DIALOGUES_A_ROW_GROUP) return this.flush();
  }

  async publish(): Promise<void> {
    await this.flush();
    await this.writer.finish();
    await rename(unfinished(this.file), this.file);
  }

  async discard(): Promise<void> {
    await rm(unfinished(this.file), { force: true });
  }

  private async flush(): Promise<void> {
    const { rows } = this;
    this.rows = [];
    if (rows.length > 0) {
      await this.writer.write({ columnData: dialogueColumns(rows), rowGroupSize: DIALOGUES_A_ROW_GROUP });
    }
    // It writes without waiting: this lets signals in.
    await setImmediate();
  }
}

function unfinished(file: string): string {
  return `${file}.unfinished`;
}

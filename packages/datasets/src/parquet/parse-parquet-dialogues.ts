import { dialoguesFromRecords } from "../dialogues/parse-dialogues.ts";
import type { ParsedDialogues } from "../dialogues/parse-dialogues.ts";
import { parquetRecords } from "./parquet-records.ts";

/**
 * Reads dialogues from the bytes of a Parquet file, as TalkPlayData-1 is published; errors count rows from 1.
 *
 * @throws {MalformedRecordError} if the bytes are not Parquet, a row is not of the schema, or an id occurs twice.
 */
export async function parseParquetDialogues(
  bytes: ArrayBuffer,
  options: {
    /** How errors name the source. @default "dialogues.parquet" */
    file?: string;
  } = {},
): Promise<ParsedDialogues> {
  const { file = "dialogues.parquet" } = options;
  return dialoguesFromRecords(await parquetRecords(bytes, file), file);
}

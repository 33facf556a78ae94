import { extname } from "node:path";
import { asyncBufferFromFile } from "hyparquet";
import { DialogueParser } from "../dialogues/parse-dialogues.ts";
import type { StreamedDialogue } from "../dialogues/parse-dialogues.ts";
import { streamParquetRecords } from "../parquet/parquet-records.ts";
import { parseJsonLine } from "../records/parse-json-lines.ts";
import type { SourceRecord } from "../records/source-record.ts";
import { linesOf } from "./lines-of.ts";

/**
 * Reads a file of dialogues, Parquet if its name ends in `.parquet`, else JSON lines, in whichever schema it is (see
 * `parseDialogues`), one dialogue after another. JSON lines are read a mebibyte at a time, Parquet a row group at a
 * time; of what has been read, only the ids are held, which must differ.
 *
 * @param options.onProgress told after every 1,000 dialogues and at the end.
 * @throws {MalformedRecordError} for a malformed line, once all before it have been yielded; Node's own error if the
 * file cannot be read.
 */
export async function* streamDialogues(
  file: string,
  options: { signal?: AbortSignal; onProgress?: (progress: { dialogues: number }) => void } = {},
): AsyncGenerator<StreamedDialogue> {
  const { signal, onProgress } = options;
  const parser = new DialogueParser(file);
  let dialogues = 0;
  for await (const record of recordsOf(file)) {
    signal?.throwIfAborted();
    yield parser.read(record);
    if (++dialogues % 1000 === 0) onProgress?.({ dialogues });
  }
  parser.finish();
  onProgress?.({ dialogues });
}

async function* recordsOf(file: string): AsyncGenerator<SourceRecord> {
  if (extname(file).toLowerCase() === ".parquet") {
    yield* streamParquetRecords(await asyncBufferFromFile(file), file);
    return;
  }
  let line = 0;
  for await (const text of linesOf(file)) {
    const record = parseJsonLine(text, { file, line: ++line });
    if (record !== undefined) yield record;
  }
}

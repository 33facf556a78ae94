import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import type { SourceRecord } from "./source-record.ts";

/**
 * Reads one JSON object a line; blank lines are passed over.
 *
 * @throws {MalformedRecordError} for a line that is not a JSON object.
 */
export function parseJsonLines(text: string, file: string): SourceRecord[] {
  const records: SourceRecord[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === "") continue;
    const place = { file, line: index + 1 };
    records.push({ place, fields: parseObject(line, place) });
  }
  return records;
}

function parseObject(line: string, place: SourceRecord["place"]): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    const expected = `a JSON object (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new MalformedRecordError({ ...place, expected, got: line });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new MalformedRecordError({ ...place, expected: "a JSON object", got: value });
  }
  return value as Record<string, unknown>;
}

import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import type { SourceRecord } from "./source-record.ts";

/**
 * Reads one JSON object a line; blank lines are passed over.
 *
 * @throws {MalformedRecordError} for a line that is not a JSON object.
 */
export function parseJsonLines(text: string, file: string): SourceRecord[] {
  return text.split(/\r?\n/).flatMap((line, index) => parseJsonLine(line, { file, line: index + 1 }) ?? []);
}

/** The object on a line; undefined for a blank one. @throws {MalformedRecordError} for anything else. */
export function parseJsonLine(line: string, place: SourceRecord["place"]): SourceRecord | undefined {
  const text = place.line === 1 ? line.replace(/^\uFEFF/, "") : line;
  return text.trim() === "" ? undefined : { place, fields: parseObject(text, place) };
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

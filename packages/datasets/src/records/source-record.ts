import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import type { RecordPlace } from "../errors/malformed-record-error.ts";

/** A record as its format yields it, before its fields are checked. */
export interface SourceRecord {
  place: RecordPlace;
  /** What precedes the names of fields in errors, when the record lies inside another. */
  path?: string;
  fields: Record<string, unknown>;
}

/** The field as text without surrounding space; absent for a missing, null or blank field. */
export function optionalText(record: SourceRecord, field: string): string | undefined {
  const value = record.fields[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") {
    throw malformed(record, field, "text");
  }
  const text = String(value).trim();
  return text === "" ? undefined : text;
}

/** The field as text. @throws {MalformedRecordError} if it is missing or blank. */
export function requiredText(record: SourceRecord, field: string): string {
  const text = optionalText(record, field);
  if (text === undefined) {
    throw malformed(record, field, "text that is not empty");
  }
  return text;
}

/** The field as a number between two bounds; absent for a missing, null or blank field. */
export function optionalNumber(
  record: SourceRecord,
  field: string,
  bounds: { minimum: number; maximum: number; integer: boolean },
): number | undefined {
  const text = optionalText(record, field);
  if (text === undefined) return undefined;
  const value = Number(text);
  const fits = bounds.integer ? Number.isInteger(value) : Number.isFinite(value);
  if (!fits || value < bounds.minimum || value > bounds.maximum) {
    const expected = `${bounds.integer ? "an integer" : "a number"} from ${bounds.minimum} to ${bounds.maximum}`;
    throw malformed(record, field, expected);
  }
  return value;
}

/** The field as a list of texts: an array of texts as it is, one text split at the separator. */
export function textList(record: SourceRecord, field: string, separator: string): string[] {
  const value = record.fields[field];
  const items = Array.isArray(value) ? value : optionalText(record, field)?.split(separator);
  return (items ?? [])
    .map((item: unknown) => {
      if (typeof item === "string") return item.trim();
      throw malformed(record, field, "a list of texts");
    })
    .filter((item) => item !== "");
}

/** The objects of a list field, each as a record of its own whose fields are named from the list's. */
export function recordList(record: SourceRecord, field: string): SourceRecord[] {
  const value = record.fields[field];
  if (!Array.isArray(value)) {
    throw malformed(record, field, "a list of objects");
  }
  return value.map((item: unknown, index) => {
    const path = `${record.path ?? ""}${field}[${index}].`;
    if (typeof item === "object" && item !== null && !Array.isArray(item)) {
      return { place: record.place, path, fields: item as Record<string, unknown> };
    }
    throw malformed(record, field, "a list of objects");
  });
}

/** The error that a field of the record is not as expected. */
export function malformed(record: SourceRecord, field: string, expected: string): MalformedRecordError {
  const { place, path = "", fields } = record;
  return new MalformedRecordError({ ...place, field: path + field, expected, got: fields[field] });
}

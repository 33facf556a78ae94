import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import type { RecordPlace } from "../errors/malformed-record-error.ts";

/** A record as its format yields it, before its fields are checked. */
export interface SourceRecord {
  place: RecordPlace;
  fields: Record<string, unknown>;
}

/** The field as text without surrounding space; absent for a missing, null or blank field. */
export function optionalText({ place, fields }: SourceRecord, field: string): string | undefined {
  const value = fields[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") {
    throw new MalformedRecordError({ ...place, field, expected: "text", got: value });
  }
  const text = String(value).trim();
  return text === "" ? undefined : text;
}

/** The field as text. @throws {MalformedRecordError} if it is missing or blank. */
export function requiredText(record: SourceRecord, field: string): string {
  const text = optionalText(record, field);
  if (text === undefined) {
    const got = record.fields[field];
    throw new MalformedRecordError({ ...record.place, field, expected: "text that is not empty", got });
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
    throw new MalformedRecordError({ ...record.place, field, expected, got: record.fields[field] });
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
      const expected = "a list of texts";
      throw new MalformedRecordError({ ...record.place, field, expected, got: value });
    })
    .filter((item) => item !== "");
}

/** Where a record stands in its source. */
export interface RecordPlace {
  /** File name or any name of the source. */
  file: string;
  /** Line (text formats) or row (Parquet), counted from 1. */
  line: number;
}

/** A record that does not have the form that its reader expects. Names the file, the line and the field. */
export class MalformedRecordError extends Error {
  override readonly name = "MalformedRecordError";
  readonly file: string;
  readonly line: number;
  /** The field at fault; absent when the record as a whole cannot be read. */
  readonly field: string | undefined;
  readonly expected: string;
  readonly got: unknown;

  constructor(fault: RecordPlace & { field?: string; expected: string; got: unknown }) {
    const subject = fault.field === undefined ? "the record" : `field "${fault.field}"`;
    super(
      `${fault.file}, line ${fault.line}: ${subject} should be ${fault.expected}, but is ${excerpt(fault.got)}. ` +
        "Correct or remove that record and read the file again.",
    );
    this.file = fault.file;
    this.line = fault.line;
    this.field = fault.field;
    this.expected = fault.expected;
    this.got = fault.got;
  }
}

function excerpt(value: unknown): string {
  if (value === undefined) return "missing";
  const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

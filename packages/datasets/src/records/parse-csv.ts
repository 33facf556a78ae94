import Papa from "papaparse";
import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import type { SourceRecord } from "./source-record.ts";

/**
 * Reads comma-separated text with a header line (RFC 4180: quoted fields may hold commas, quotes and line breaks).
 *
 * @throws {MalformedRecordError} for an unclosed quote, or a record with more or fewer fields than the header.
 */
export function parseCsv(text: string, file: string): SourceRecord[] {
  const { data: rows, errors } = Papa.parse<string[]>(text, { delimiter: ",", header: false });
  const badRows = new Map(errors.map((error) => [error.row ?? 0, error.message]));
  const records: SourceRecord[] = [];
  let header: string[] | undefined;
  let line = 1;
  for (const [index, row] of rows.entries()) {
    const place = { file, line };
    line += 1 + row.reduce((breaks, field) => breaks + (field.match(/\n/g)?.length ?? 0), 0);
    const fault = badRows.get(index);
    if (fault !== undefined) {
      throw new MalformedRecordError({
        ...place,
        expected: `well-formed CSV (${fault})`,
        got: row.join(","),
      });
    }
    if (row.length === 1 && row[0] === "") continue;
    if (header === undefined) {
      header = row;
    } else if (row.length === header.length) {
      records.push({ place, fields: Object.fromEntries(header.map((name, column) => [name, row[column]])) });
    } else {
      const expected = `${header.length} fields as in the header`;
      throw new MalformedRecordError({ ...place, expected, got: row.join(",") });
    }
  }
  return records;
}

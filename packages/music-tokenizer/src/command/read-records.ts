import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import { CatalogueFileError } from "./catalogue-file-error.ts";

/** One row of a table, with the line (in Parquet: the row) that it stands in. */
export interface TableRecord {
  line: number;
  fields: Record<string, unknown>;
}

/**
 * The rows of a `.csv`, `.jsonl` (`.ndjson`) or `.parquet` file.
 *
 * @throws {CatalogueFileError} on another ending, a file that is not there, or a row that is not well-formed.
 */
export async function readRecords(file: string): Promise<TableRecord[]> {
  const ending = /\.(csv|jsonl|ndjson|parquet)$/i.exec(file)?.[1]?.toLowerCase();
  if (ending === undefined) throw new CatalogueFileError(file, 0, "a .csv, .jsonl or .parquet file", file);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CatalogueFileError(file, 0, "a file that can be read", error.code ?? error.message);
  });
  if (ending === "parquet") return parquetRecords(file, bytes);
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  return ending === "csv" ? csvRecords(file, text) : jsonRecords(file, text);
}

/** RFC 4180, with a header line. Empty fields are absent. */
function csvRecords(file: string, text: string): TableRecord[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: "," });
  const faults = new Map(errors.map((error) => [error.row ?? 0, error.message]));
  const records: TableRecord[] = [];
  let header: string[] | undefined;
  let line = 1;
  data.forEach((row, index) => {
    const start = line;
    line += 1 + row.reduce((breaks, field) => breaks + (field.match(/\n/g)?.length ?? 0), 0);
    const fault = faults.get(index);
    if (fault !== undefined) throw new CatalogueFileError(file, start, "well-formed CSV", fault);
    if (row.length === 1 && row[0] === "") return;
    if (header === undefined) {
      header = row;
    } else if (row.length === header.length) {
      const named = header.map((name, column): [string, unknown] => [name, row[column]]);
      records.push({ line: start, fields: Object.fromEntries(named.filter(([, value]) => value !== "")) });
    } else {
      throw new CatalogueFileError(
        file,
        start,
        `${header.length} fields as in the header`,
        String(row.length),
      );
    }
  });
  return records;
}

function jsonRecords(file: string, text: string): TableRecord[] {
  return text.split(/\r?\n/).flatMap((content, index) => {
    if (content.trim() === "") return [];
    const line = index + 1;
    try {
      const fields: unknown = JSON.parse(content);
      if (typeof fields === "object" && fields !== null)
        return [{ line, fields: fields as TableRecord["fields"] }];
    } catch {
      // the same fault as a value of another kind
    }
    throw new CatalogueFileError(file, line, "one JSON object a line", content.slice(0, 60));
  });
}

async function parquetRecords(file: string, bytes: Buffer): Promise<TableRecord[]> {
  const { parquetReadObjects } = await import("hyparquet");
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    const rows = await parquetReadObjects({ file: buffer });
    return rows.map((fields, index) => ({ line: index + 1, fields }));
  } catch (error) {
    throw new CatalogueFileError(
      file,
      0,
      "a Parquet file",
      error instanceof Error ? error.message : String(error),
    );
  }
}

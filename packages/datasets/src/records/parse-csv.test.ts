import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import { parseCsv } from "./parse-csv.ts";

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

describe("unit: parseCsv", () => {
  it("keeps commas, quotes and line breaks inside quotes, and counts lines past them", () => {
    const text = 'id,title\r\n1,"a, ""b""\nc"\r\n\r\n2,d\r\n';
    expect(parseCsv(text, "t.csv")).toEqual([
      { place: { file: "t.csv", line: 2 }, fields: { id: "1", title: 'a, "b"\nc' } },
      { place: { file: "t.csv", line: 5 }, fields: { id: "2", title: "d" } },
    ]);
  });

  it("names file and line of a record with a field too few", () => {
    expect(() => parseCsv("id,title\n1,a\n2\n", "t.csv")).toThrow(MalformedRecordError);
    expect(() => parseCsv("id,title\n1,a\n2\n", "t.csv")).toThrow(
      't.csv, line 3: the record should be 2 fields as in the header, but is "2"',
    );
  });

  it("names the line of an unclosed quote", () => {
    expect(() => parseCsv('id,title\n1,a\n2,"b\n', "t.csv")).toThrow(/t\.csv, line 3: .*well-formed CSV/);
  });
});

describe("relation: parseCsv", () => {
  it("reads back any table that is written by the rules", () => {
    const row = fc.tuple(fc.string(), fc.string(), fc.string());
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const text = [["a", "b", "c"], ...rows].map((cells) => cells.map(quoted).join(",")).join("\n");
        const read = parseCsv(text, "t.csv").map(({ fields }) => [fields["a"], fields["b"], fields["c"]]);
        expect(read).toEqual(rows);
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { parseJsonLines } from "./parse-json-lines.ts";

describe("unit: parseJsonLines", () => {
  it("passes over blank lines and a byte order mark, and keeps count", () => {
    const records = parseJsonLines('\uFEFF{"a":1}\n\n{"b":2}\r\n', "t.jsonl");
    expect(records.map(({ place, fields }) => [place.line, fields])).toEqual([
      [1, { a: 1 }],
      [3, { b: 2 }],
    ]);
  });

  it.each(['{"a":', "[1]", "null", "1"])("names file and line of %s", (line) => {
    expect(() => parseJsonLines(`{}\n${line}\n`, "t.jsonl")).toThrow(/^t\.jsonl, line 2: .*a JSON object/);
  });
});

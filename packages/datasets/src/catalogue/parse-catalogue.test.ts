import { describe, expect, it } from "vitest";
import { parseCatalogue } from "./parse-catalogue.ts";

const columns = { id: "track_uri", title: "name", artists: "by", tags: "styles" };

describe("unit: parseCatalogue", () => {
  it("reads columns by a map, splits lists, and leaves out what is not stated", () => {
    const text = "track_uri,name,by,styles,year,energy\na,Song,X; Y,Jazz;Live,1999,0\n";
    expect(parseCatalogue(text, { format: "csv", columns, listSeparator: ";" })).toEqual([
      { id: "a", title: "Song", artists: ["X", "Y"], tags: ["Jazz", "Live"], year: 1999 },
    ]);
  });

  it("names the line of an id that occurs twice, and of one that is missing", () => {
    expect(() => parseCatalogue("id,title\na,x\na,y\n", { format: "csv", file: "c.csv" })).toThrow(
      /c\.csv, line 3: field "id" should be an id of its own \(line 2 has the same\)/,
    );
    expect(() => parseCatalogue('{"title":"x"}', { format: "jsonl", file: "c.jsonl" })).toThrow(
      /c\.jsonl, line 1: field "id" should be text that is not empty, but is missing/,
    );
  });
});

describe("relation: parseCatalogue", () => {
  it("reads the same tracks from both formats", () => {
    const csv = parseCatalogue("id,title,artists,rating\na,Song,X|Y,4.5\n", { format: "csv" });
    const json = parseCatalogue('{"id":"a","title":"Song","artists":["X","Y"],"rating":4.5}', {
      format: "jsonl",
    });
    expect(csv).toEqual(json);
  });
});

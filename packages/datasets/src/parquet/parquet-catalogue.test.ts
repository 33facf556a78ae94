import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { MalformedRecordError } from "../errors/malformed-record-error.ts";
import type { Track } from "../types/track.ts";
import { formatParquetCatalogue, parseParquetCatalogue } from "./index.ts";

const word = fc
  .string({ minLength: 1, unit: "grapheme" })
  .map((text) => text.trim())
  .filter((text) => text !== "");
const track = fc.record(
  {
    id: word,
    title: word,
    artists: fc.array(word, { minLength: 1 }),
    album: word,
    releaseId: word,
    label: word,
    genre: word,
    year: fc.integer({ min: 1, max: 2100 }),
    durationMs: fc.nat(1e7),
    tags: fc.array(word, { minLength: 1 }),
    energy: fc.constantFrom(1, 2, 3),
    rating: fc.double({ min: 0.5, max: 5, noNaN: true }),
    lyrics: word,
  },
  { requiredKeys: ["id", "title", "artists"] },
);

describe("relation: Parquet catalogue", () => {
  it("reads back any tracks that were written", async () => {
    const catalogues = fc.uniqueArray(track, { minLength: 1, selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(catalogues, async (tracks) => {
        const read = await parseParquetCatalogue(formatParquetCatalogue({ tracks: tracks as Track[] }));
        expect(read).toEqual(tracks);
      }),
    );
  });
});

describe("unit: Parquet catalogue", () => {
  it("reads columns by a map, lists as lists or as text with a separator", async () => {
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: "track_uri", data: ["a", "b"], type: "STRING" },
        { name: "name", data: ["Song", "Other"], type: "STRING" },
        { name: "by", data: ["X; Y", "Z"], type: "STRING" },
        { name: "released", data: [1999, 2001], type: "INT32" },
      ],
    });
    const columns = { id: "track_uri", title: "name", artists: "by", year: "released" };
    expect(await parseParquetCatalogue(bytes, { columns, listSeparator: ";" })).toEqual([
      { id: "a", title: "Song", artists: ["X", "Y"], year: 1999 },
      { id: "b", title: "Other", artists: ["Z"], year: 2001 },
    ]);
  });

  it("names a file that is not Parquet", async () => {
    const read = parseParquetCatalogue(new ArrayBuffer(9), { file: "c.parquet" });
    await expect(read).rejects.toThrow(MalformedRecordError);
    await expect(parseParquetCatalogue(new ArrayBuffer(9), { file: "c.parquet" })).rejects.toThrow(
      "c.parquet",
    );
  });
});

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readFreemusicc } from "../node/read-freemusicc.ts";
import { parseParquetCatalogue } from "../parquet/parse-parquet-catalogue.ts";
import { parseFreemusicc } from "./freemusicc.ts";

const root = new URL("../../../../", import.meta.url);
const folder = fileURLToPath(
  new URL("freemusicc", new URL(`${process.env["TALKPLAY_DATA"] ?? "../shared/data"}/`, root)),
);

const releases = `activity,album,artist,catalog,duration,genre,id,label,licenseurl,rating,style,totaldiscs,totaltracks,url,year
2.0,Second,Various Artists,x,1,Jazz,r2,?,u,3.0,"Modern, Live",1,1,u,2010
1.0,First,A,x,1,Pop,r1,Label,u,0.0,Indie,1,3,u,2008
`;
const header = "activity,disc,duration,id,rating,title,track,trackartist,trackurl\n";

describe("unit: parseFreemusicc", () => {
  it("joins, orders by release, disc and track, and reports repeats of which the first row counts", () => {
    const tracks = `${header}2,1,61,r1,4,Two ,2,A,u\n0,1,60,r1,0,One,1,A,u\n3,1,9,r2,5,Other,1,?,u\n1,1,99,r1,1,Two again,2,A,u\n`;
    const catalogue = parseFreemusicc({ tracks, releases });
    expect(catalogue.tracks).toEqual([
      {
        id: "r2/1/1",
        title: "Other",
        artists: [],
        album: "Second",
        releaseId: "r2",
        year: 2010,
        durationMs: 9000,
        tags: ["Modern", "Live"],
        genre: "Jazz",
        energy: 3,
        rating: 5,
      },
      {
        id: "r1/1/1",
        title: "One",
        artists: ["A"],
        album: "First",
        releaseId: "r1",
        year: 2008,
        durationMs: 60_000,
        tags: ["Indie"],
        genre: "Pop",
        label: "Label",
      },
      {
        id: "r1/1/2",
        title: "Two",
        artists: ["A"],
        album: "First",
        releaseId: "r1",
        year: 2008,
        durationMs: 61_000,
        tags: ["Indie"],
        genre: "Pop",
        label: "Label",
        energy: 2,
        rating: 4,
      },
    ]);
    expect(catalogue.repeated).toEqual([{ id: "r1/1/2", keptLine: 2, line: 5 }]);
  });

  it("names file, line and field of a track without a release, and of a number that is none", () => {
    const lost = `${header}2,1,61,r9,4,Two,2,A,u\n`;
    expect(() => parseFreemusicc({ tracks: lost, releases, tracksFile: "x/tracks.csv" })).toThrow(
      'x/tracks.csv, line 2: field "id" should be a release of releases.csv, but is "r9"',
    );
    const wrong = `${header}7,1,61,r1,4,Two,2,A,u\n`;
    expect(() => parseFreemusicc({ tracks: wrong, releases })).toThrow(
      /tracks\.csv, line 2: field "energy" should be an integer from 0 to 3/,
    );
  });
});

describe.skipIf(!existsSync(folder))("relation: the real freemusicc catalogue", () => {
  it("has 21,447 tracks; 51 ids are repeated, by 55 rows; the committed table holds the same tracks", async () => {
    const { tracks, repeated } = await readFreemusicc(folder);
    expect(tracks.length).toBe(21_447);
    expect(repeated.length).toBe(55);
    expect(new Set(repeated.map(({ id }) => id)).size).toBe(51);
    const table = await readFile(new URL("examples/data/catalogue.parquet", root));
    const committed = await parseParquetCatalogue(new Uint8Array(table).buffer);
    expect(committed).toEqual(tracks);
  });
});

/**
 * Makes `catalogue.parquet` from `tracks.csv` and `releases.csv` of github.com/ojdo/freemusi.cc-database:
 * `node --conditions=@talkplay/source --import tsx examples/data/build-catalogue.ts FOLDER`
 */
import { writeFile } from "node:fs/promises";
import { readFreemusicc } from "@talkplay/datasets/node";
import { formatParquetCatalogue } from "@talkplay/datasets/parquet";

const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the folder that holds tracks.csv and releases.csv.");

const { tracks, repeated } = await readFreemusicc(folder);
const bytes = formatParquetCatalogue({
  tracks,
  metadata: {
    licence: "CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/",
    origin: "https://github.com/ojdo/freemusi.cc-database, commit 47098ed8",
    changes: "releases joined to tracks, first row of each repeated id kept, URLs left out, unknown values left empty, wrongly decoded names repaired",
  },
});
await writeFile(new URL("./catalogue.parquet", import.meta.url), new Uint8Array(bytes));
console.log(`${tracks.length} tracks, ${repeated.length} repeated rows left out, ${bytes.byteLength} bytes`);

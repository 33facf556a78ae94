import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseFreemusicc } from "../catalogue/freemusicc.ts";
import type { FreemusiccCatalogue } from "../catalogue/freemusicc.ts";

/**
 * Reads `tracks.csv` and `releases.csv` of a folder; see `parseFreemusicc`.
 *
 * @throws {MalformedRecordError} for a malformed row; Node's own error if a file cannot be read.
 */
export async function readFreemusicc(folder: string): Promise<FreemusiccCatalogue> {
  const tracksFile = join(folder, "tracks.csv");
  const releasesFile = join(folder, "releases.csv");
  const [tracks, releases] = await Promise.all([
    readFile(tracksFile, "utf8"),
    readFile(releasesFile, "utf8"),
  ]);
  return parseFreemusicc({ tracks, releases, tracksFile, releasesFile });
}

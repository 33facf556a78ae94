import { CatalogueFileError } from "./catalogue-file-error.ts";
import { readRecords } from "./read-records.ts";

/**
 * Playlists as lists of track ids, from JSONL (`{"trackIds": […]}` or just the list, one playlist a line) or from a CSV
 * or Parquet table with the columns `playlist` and `track`, one position a row.
 *
 * @throws {CatalogueFileError}
 */
export async function readPlaylists(file: string): Promise<string[][]> {
  const byPlaylist = new Map<string, string[]>();
  const playlists: string[][] = [];
  for (const { line, fields } of await readRecords(file)) {
    const whole: unknown = Array.isArray(fields) ? fields : fields.trackIds;
    if (Array.isArray(whole) && whole.every((id) => typeof id === "string")) {
      playlists.push(whole);
      continue;
    }
    const { playlist, track } = fields;
    if (playlist === undefined || track === undefined) {
      throw new CatalogueFileError(
        file,
        line,
        "trackIds, or the columns playlist and track",
        Object.keys(fields).join(),
      );
    }
    const tracks = byPlaylist.get(String(playlist));
    if (tracks) tracks.push(String(track));
    else byPlaylist.set(String(playlist), [String(track)]);
  }
  return [...playlists, ...byPlaylist.values()];
}

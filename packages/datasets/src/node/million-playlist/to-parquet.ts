import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { hashText } from "../../records/hash-text.ts";
import type { MpdPlaylist, MpdTrack } from "../../million-playlist/mpd-records.ts";
import { MPD_FILES, PLAYLIST_COLUMNS, POSITION_COLUMNS, TRACK_COLUMNS } from "./mpd-tables.ts";
import type { TableColumn } from "./mpd-tables.ts";
import { ParquetTable } from "./parquet-table.ts";

/** What has been written. */
export interface ParquetCounts {
  playlists: number;
  /** Distinct ones; a URI with other facts counts again. */
  tracks: number;
  positions: number;
}

/** Rows that are held in memory before they are written as one row group. */
const ROW_GROUP_SIZE = 100_000;
/** Playlists between two reports. */
const REPORT_EVERY = 1000;

/**
 * Writes the Million Playlist Dataset as three Parquet tables that DuckDB, Polars and pandas read: `playlists.parquet`,
 * `tracks.parquet` (each track once) and `positions.parquet` (pid, pos, and `track`, the row in the tracks). The files
 * are complete or not there. `fromParquet` gives the same records back. Memory grows with the distinct tracks only.
 *
 * @throws {RangeError} for a number that does not fit into its column's 32 bits.
 */
export async function toParquet(options: {
  /** Records as from `readMpd`. */
  playlists: AsyncIterable<MpdPlaylist> | Iterable<MpdPlaylist>;
  /** Folder to write into; made if it is not there. */
  folder: string;
  /** Told after every 1,000 playlists and at the end. */
  onProgress?: (counts: ParquetCounts) => void;
  signal?: AbortSignal;
}): Promise<ParquetCounts> {
  const { playlists: records, folder, onProgress, signal } = options;
  await mkdir(folder, { recursive: true });
  const table = (name: keyof typeof MPD_FILES, columns: readonly TableColumn[]) =>
    new ParquetTable({ file: join(folder, MPD_FILES[name]), name, columns, rowGroupSize: ROW_GROUP_SIZE });
  const playlists = table("playlists", PLAYLIST_COLUMNS);
  const tracks = table("tracks", TRACK_COLUMNS);
  const positions = table("positions", POSITION_COLUMNS);
  const trackRows = new TrackRows((row, track) =>
    tracks.add(TRACK_COLUMNS.map(({ name }) => (name === "track" ? row : track[name]))),
  );
  const counts: ParquetCounts = { playlists: 0, tracks: 0, positions: 0 };
  for await (const record of records) {
    signal?.throwIfAborted();
    playlists.add(playlistValues(record));
    for (const track of record.tracks) positions.add([record.pid, track.pos, trackRows.rowOf(track)]);
    counts.playlists++;
    counts.tracks = trackRows.count;
    counts.positions += record.tracks.length;
    if (counts.playlists % REPORT_EVERY === 0) onProgress?.({ ...counts });
  }
  const tables = [playlists, tracks, positions];
  for (const each of tables) each.finish();
  for (const each of tables) await each.publish();
  onProgress?.({ ...counts });
  return counts;
}

function playlistValues(record: MpdPlaylist): (number | string | undefined)[] {
  return PLAYLIST_COLUMNS.map(({ name, type }) => {
    const value = name === "positions" ? record.tracks.length : record[name];
    if (type === "INT32" && value !== ((value as number) | 0)) {
      throw new RangeError(
        `Playlist ${record.pid}: ${name} should be a 32-bit integer, but is ${value}. Correct it.`,
      );
    }
    return value;
  });
}

/** Numbers distinct tracks from 0 in the order in which they come. */
class TrackRows {
  count = 0;
  private readonly byUri = new Map<string, number>();
  /** By row: a hash of what the track has besides its URI. */
  private readonly facts: number[] = [];
  /** Rows of tracks whose URI had come with other facts before, by URI and facts. */
  private readonly variants = new Map<string, number>();

  constructor(private readonly onNew: (row: number, track: MpdTrack) => void) {}

  rowOf(track: MpdTrack): number {
    const facts = hashText(
      [
        track.track_name,
        track.artist_uri,
        track.artist_name,
        track.album_uri,
        track.album_name,
        track.duration_ms,
      ].join("\n"),
    );
    const first = this.byUri.get(track.track_uri);
    if (first === undefined) return this.append(this.byUri, track.track_uri, facts, track);
    if (this.facts[first] === facts) return first;
    const variant = `${track.track_uri} ${facts}`;
    return this.variants.get(variant) ?? this.append(this.variants, variant, facts, track);
  }

  private append(rows: Map<string, number>, key: string, facts: number, track: MpdTrack): number {
    this.onNew(this.count, track);
    rows.set(key, this.count);
    this.facts.push(facts);
    return this.count++;
  }
}

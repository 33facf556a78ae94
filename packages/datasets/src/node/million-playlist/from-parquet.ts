import { join } from "node:path";
import { asyncBufferFromFile, parquetScan } from "hyparquet";
import type { ParquetScan } from "hyparquet";
import { MalformedRecordError } from "../../errors/malformed-record-error.ts";
import type { MpdPlaylist, MpdTrack } from "../../million-playlist/mpd-records.ts";
import { MPD_FILES, PLAYLIST_COLUMNS, POSITION_COLUMNS, TRACK_COLUMNS } from "./mpd-tables.ts";
import type { TableColumn } from "./mpd-tables.ts";

/**
 * Reads the three tables that `toParquet` wrote, one playlist after another, each equal to what was written. Memory
 * grows with the distinct tracks only.
 *
 * @throws {MalformedRecordError} if the tables do not belong together; Node's own error if a file cannot be read.
 */
export async function* fromParquet(
  folder: string,
  options: { signal?: AbortSignal } = {},
): AsyncGenerator<MpdPlaylist> {
  const tracks: Omit<MpdTrack, "pos">[] = [];
  for await (const { track, ...facts } of rows(folder, "tracks", TRACK_COLUMNS)) {
    if (track !== tracks.length) throw fault("tracks", tracks.length, "track", `${tracks.length}`, track);
    tracks.push(facts as Omit<MpdTrack, "pos">);
  }
  const positions = rows(folder, "positions", POSITION_COLUMNS);
  let position = 0;
  let row = 0;
  for await (const playlist of rows(folder, "playlists", PLAYLIST_COLUMNS)) {
    options.signal?.throwIfAborted();
    const { positions: length, description, ...fields } = playlist;
    const listed: MpdTrack[] = [];
    for (let count = 0; count < (length as number); count++) {
      const { value, done } = await positions.next();
      if (done === true) throw fault("playlists", row, "positions", `${count}, as many as there are`, length);
      const track = tracks[value.track as number];
      if (value.pid !== playlist.pid) throw fault("positions", position, "pid", `${playlist.pid}`, value.pid);
      if (track === undefined)
        throw fault("positions", position, "track", "a row of the tracks", value.track);
      listed.push({ pos: value.pos as number, ...track });
      position++;
    }
    row++;
    yield {
      ...(fields as unknown as Omit<MpdPlaylist, "tracks">),
      ...(description !== null && { description: description as string }),
      tracks: listed,
    };
  }
  if ((await positions.next()).done !== true) {
    throw fault("positions", position, "pid", "no row: all playlists are complete", "a row");
  }
}

type Row<Columns extends readonly TableColumn[]> = Record<Columns[number]["name"], number | string | null>;

/** The rows of a table, a row group at a time. */
async function* rows<const Columns extends readonly TableColumn[]>(
  folder: string,
  table: keyof typeof MPD_FILES,
  columns: Columns,
): AsyncGenerator<Row<Columns>> {
  const file = await asyncBufferFromFile(join(folder, MPD_FILES[table]));
  const scan = await openScan(file, table);
  for (const range of scan.ranges) {
    const values = await Promise.all(columns.map(({ name }) => scan.readColumn({ column: name, ...range })));
    for (let row = 0; row < range.rowEnd - range.rowStart; row++) {
      const fields = columns.map(({ name }, column) => [name, plain(values[column]?.[row])]);
      yield Object.fromEntries(fields) as Row<Columns>;
    }
  }
}

async function openScan(
  file: Awaited<ReturnType<typeof asyncBufferFromFile>>,
  table: keyof typeof MPD_FILES,
): Promise<ParquetScan> {
  try {
    return await parquetScan({ file });
  } catch (cause) {
    const expected = `a readable Parquet file (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new MalformedRecordError({
      file: MPD_FILES[table],
      line: 1,
      expected,
      got: `${file.byteLength} bytes`,
    });
  }
}

function plain(value: unknown): number | string | null {
  return typeof value === "bigint" ? Number(value) : ((value ?? null) as number | string | null);
}

function fault(
  table: keyof typeof MPD_FILES,
  row: number,
  field: string,
  expected: string,
  got: unknown,
): MalformedRecordError {
  return new MalformedRecordError({ file: MPD_FILES[table], line: row + 1, field, expected, got });
}

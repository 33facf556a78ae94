import type { MpdFinding } from "./mpd-finding.ts";
import { SliceColumnsBuilder } from "./slice-columns-builder.ts";
import { PLAYLIST_NUMBERS, TRACK_TEXTS } from "./slice-columns.ts";
import type { SliceColumns } from "./slice-columns.ts";

/** A slice that can be read, and what is wrong in it: malformed playlists are left out. */
export interface ParsedSlice {
  /** Absent if the slice cannot be read at all. */
  columns?: SliceColumns;
  findings: MpdFinding[];
}

/** Reads a slice of any layout by `JSON.parse`, and says what is malformed. Fields unknown to `MpdSlice` are passed over. */
export function parseSlice(bytes: Uint8Array, file: string): ParsedSlice {
  let slice: unknown;
  try {
    slice = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    const got = cause instanceof Error ? cause.message : String(cause);
    return { findings: [{ kind: "unreadable slice", file, expected: "JSON in UTF-8", got }] };
  }
  const { info, playlists } = isObject(slice) ? slice : {};
  if (!isObject(info) || !Array.isArray(playlists)) {
    const got = isObject(slice) ? `fields ${Object.keys(slice).join(", ")}` : typeof slice;
    return {
      findings: [{ kind: "unreadable slice", file, expected: "an object with info and playlists", got }],
    };
  }
  const findings: MpdFinding[] = [];
  const texts = new Map<string, number>();
  const columns = new SliceColumnsBuilder();
  const tracks = new Map<string, number>();
  for (const playlist of playlists as unknown[]) {
    const fault = faultOf(playlist);
    if (fault === undefined) addPlaylist(playlist as PlainRecord, { texts, tracks, columns });
    else findings.push({ kind: "malformed playlist", file, ...fault });
  }
  const { generated_on, slice: range, version } = info;
  const stated = { generated_on: String(generated_on), slice: String(range), version: String(version) };
  return { columns: columns.finish(stated, [...texts.keys()]), findings };
}

type PlainRecord = Record<string, unknown>;
type Fault = Pick<MpdFinding, "pid" | "field" | "expected" | "got">;

function isObject(value: unknown): value is PlainRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function faultOf(playlist: unknown): Fault | undefined {
  if (!isObject(playlist)) return { expected: "an object", got: shown(playlist) };
  const pid = Number.isSafeInteger(playlist.pid) ? { pid: playlist.pid as number } : {};
  const fault = (field: string, expected: string, got: unknown): Fault => ({
    ...pid,
    field,
    expected,
    got: shown(got),
  });
  if (typeof playlist.name !== "string") return fault("name", "text", playlist.name);
  if (playlist.collaborative !== "true" && playlist.collaborative !== "false") {
    return fault("collaborative", 'the text "true" or "false"', playlist.collaborative);
  }
  if (playlist.description !== undefined && typeof playlist.description !== "string") {
    return fault("description", "text, or no such field", playlist.description);
  }
  for (const field of PLAYLIST_NUMBERS) {
    if (!Number.isSafeInteger(playlist[field])) return fault(field, "an integer", playlist[field]);
  }
  if (!Array.isArray(playlist.tracks)) return fault("tracks", "a list", playlist.tracks);
  for (const [index, track] of (playlist.tracks as unknown[]).entries()) {
    if (!isObject(track)) return fault(`tracks[${index}]`, "an object", track);
    for (const field of TRACK_TEXTS) {
      if (typeof track[field] !== "string") return fault(`tracks[${index}].${field}`, "text", track[field]);
    }
    if (!Number.isSafeInteger(track.duration_ms)) {
      return fault(`tracks[${index}].duration_ms`, "an integer", track.duration_ms);
    }
    // Positions are kept in 32 bits.
    if ((track.pos as number) !== ((track.pos as number) | 0)) {
      return fault(`tracks[${index}].pos`, "an integer", track.pos);
    }
  }
  return undefined;
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function addPlaylist(
  playlist: PlainRecord,
  {
    texts,
    tracks,
    columns,
  }: { texts: Map<string, number>; tracks: Map<string, number>; columns: SliceColumnsBuilder },
): void {
  const textRow = (text: unknown) => rowOf(texts, text as string);
  for (const track of playlist.tracks as PlainRecord[]) {
    const row = TRACK_TEXTS.map((field) => textRow(track[field]));
    const durationMs = track.duration_ms as number;
    const facts = `${row.join()},${durationMs}`;
    const known = tracks.get(facts) ?? columns.addTrack(row, durationMs);
    tracks.set(facts, known);
    columns.addPosition(track.pos as number, known);
  }
  columns.addPlaylist({
    name: textRow(playlist.name),
    description: playlist.description === undefined ? -1 : textRow(playlist.description),
    collaborative: playlist.collaborative === "true",
    numbers: PLAYLIST_NUMBERS.map((field) => playlist[field] as number),
  });
}

function rowOf(rows: Map<string, number>, text: string): number {
  const row = rows.get(text) ?? rows.size;
  rows.set(text, row);
  return row;
}

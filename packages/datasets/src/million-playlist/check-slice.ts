import type { MpdFinding } from "./mpd-finding.ts";
import { playlistNumber, TRACK_TEXTS } from "./slice-columns.ts";
import type { PLAYLIST_NUMBERS, SliceColumns } from "./slice-columns.ts";
import { sliceRange } from "./slice-range.ts";

const ALBUM_URI = TRACK_TEXTS.indexOf("album_uri");
const ARTIST_URI = TRACK_TEXTS.indexOf("artist_uri");

/**
 * Compares what a slice says of itself with what is in it: its range with its name and its pids, and every playlist's
 * counts (tracks, distinct albums and artists by URI, length) and positions with its tracks.
 */
export function checkSlice(columns: SliceColumns, file: string): MpdFinding[] {
  const findings: MpdFinding[] = [];
  const range = sliceRange(file);
  const playlists = columns.names.length;
  if (range !== undefined) {
    const named = `${range.from}-${range.to}`;
    const stated = columns.info.slice;
    if (stated !== named) findings.push({ kind: "slice range", file, expected: named, got: stated });
    const size = range.to - range.from + 1;
    if (playlists !== size) findings.push({ kind: "slice size", file, expected: size, got: playlists });
  }
  const largest = columns.trackTexts.reduce((most, text) => Math.max(most, text), 0);
  const seenIn = new Int32Array(largest + 1).fill(-1);
  for (let row = 0; row < playlists; row++) {
    const pid = playlistNumber(columns, row, "pid");
    const agree = (kind: MpdFinding["kind"] & (typeof PLAYLIST_NUMBERS)[number], expected: number) => {
      const got = playlistNumber(columns, row, kind);
      if (got !== expected) findings.push({ kind, file, pid, expected, got });
    };
    if (range !== undefined && (pid < range.from || pid > range.to)) {
      findings.push({
        kind: "pid outside slice",
        file,
        pid,
        expected: `${range.from} to ${range.to}`,
        got: pid,
      });
    }
    const counted = count(columns, row, seenIn);
    agree("num_tracks", counted.tracks);
    agree("num_albums", counted.albums);
    agree("num_artists", counted.artists);
    agree("duration_ms", counted.durationMs);
    if (counted.misplaced !== undefined) {
      findings.push({ kind: "pos", file, pid, ...counted.misplaced });
    }
  }
  return findings;
}

/** @param seenIn by text: the last playlist that it was counted for; albums and artists have no text in common. */
function count(columns: SliceColumns, row: number, seenIn: Int32Array) {
  const start = columns.starts[row] as number;
  const tracks = (columns.starts[row + 1] as number) - start;
  let albums = 0;
  let artists = 0;
  let durationMs = 0;
  let misplaced: { expected: number; got: number } | undefined;
  for (let position = 0; position < tracks; position++) {
    const track = columns.tracks[start + position] as number;
    const album = columns.trackTexts[track * TRACK_TEXTS.length + ALBUM_URI] as number;
    const artist = columns.trackTexts[track * TRACK_TEXTS.length + ARTIST_URI] as number;
    if (seenIn[album] !== row) albums++;
    seenIn[album] = row;
    if (seenIn[artist] !== row) artists++;
    seenIn[artist] = row;
    durationMs += columns.trackDurations[track] as number;
    const pos = columns.positions[start + position] as number;
    if (pos !== position) misplaced ??= { expected: position, got: pos };
  }
  return { tracks, albums, artists, durationMs, misplaced };
}

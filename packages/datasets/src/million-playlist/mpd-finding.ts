/** Something in the Million Playlist Dataset's files that is not as it should be. */
export interface MpdFinding {
  /** What is wrong. */
  kind:
    | "unreadable slice"
    | "malformed playlist"
    | "missing pids"
    | "slice range"
    | "slice size"
    | "pid outside slice"
    | "repeated pid"
    | "playlists"
    | "num_tracks"
    | "num_albums"
    | "num_artists"
    | "duration_ms"
    | "pos";
  /** The slice's name; for missing pids, the slice before the gap. */
  file: string;
  /** The playlist, where one is at fault. */
  pid?: number;
  /** The field, for a malformed playlist. */
  field?: string;
  expected: string | number;
  got: string | number;
}

/** The first finding, when reading is strict. */
export class MillionPlaylistError extends Error {
  override readonly name = "MillionPlaylistError";
  readonly finding: MpdFinding;

  constructor(finding: MpdFinding) {
    const { kind, file, pid, field, expected, got } = finding;
    const place = `${file}${pid === undefined ? "" : `, playlist ${pid}`}`;
    super(
      `${place}: ${kind}${field === undefined ? "" : ` (${field})`}: expected ${expected}, got ${got}. ` +
        "Fetch the file again, or give onFinding to have findings reported and read on.",
    );
    this.finding = finding;
  }
}

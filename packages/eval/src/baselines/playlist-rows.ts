import { ArgumentError } from "../errors/argument-error.ts";

/** What baselines learn from playlists. */
export interface PlaylistRowsOptions {
  /** Catalogue rows of each training playlist; a track twice in one counts once. */
  playlists: Iterable<ArrayLike<number>>;
  /** Number of catalogue rows. */
  size: number;
}

/** The playlists without repeated tracks. @throws {ArgumentError} naming the playlist with a row outside the catalogue. */
export function distinctPlaylistRows({ playlists, size }: PlaylistRowsOptions): Int32Array[] {
  if (!Number.isInteger(size) || size < 1)
    throw new ArgumentError({ argument: "size", expected: "a whole number from 1", got: size });
  return Array.from(playlists, (playlist, number) => {
    const rows = new Set(Array.from(playlist));
    for (const row of rows)
      if (!Number.isInteger(row) || row < 0 || row >= size)
        throw new ArgumentError({
          argument: `playlists[${number}]`,
          expected: `rows from 0 to ${size - 1}`,
          got: row,
        });
    return Int32Array.from(rows);
  });
}

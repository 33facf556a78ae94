import { LeakFinder } from "../../split/leak-finder.ts";
import type { Leak } from "../../split/leak-finder.ts";
import { NewestItems } from "../../split/newest-items.ts";
import { SavedSplit } from "../../split/saved-split.ts";
import { splitByTime } from "../../split/split-by-time.ts";
import { splitEntry } from "../../split/split-entry.ts";
import type { SplitEntry } from "../../split/split-entry.ts";
import type { Split, SplitSizes } from "../../split/split.ts";
import type { Playlist } from "../../types/playlist.ts";
import { readMpdPlaylists } from "./read-mpd.ts";
import type { MpdProgress, ReadMpdOptions } from "./read-mpd.ts";

/** Sizes of the parts, and how to read. */
export interface SplitMpdOptions extends SplitSizes, Omit<ReadMpdOptions, "onProgress"> {
  /** Told after each slice; the source is read twice. */
  onProgress?: (progress: MpdProgress & { pass: 1 | 2 }) => void;
}

/** A split of the Million Playlist Dataset. */
export interface MpdSplit {
  /** The parts' entries, for `SavedSplit.of`. */
  split: Split<SplitEntry>;
  /** The test part's playlists. */
  test: Playlist[];
  /** Tracks that occur in the test part and not in train. */
  coldTracks: Set<string>;
  /** What gives a test playlist away; empty for a sound split. */
  leaks: Leak[];
}

/**
 * Splits the Million Playlist Dataset chronologically, as `splitByTime` splits its playlists by `modifiedAt`, without
 * holding them: an id and a fingerprint of each, and the playlists of the last date. Reads the source twice: for the
 * parts, then for what train has of the test part.
 *
 * @param source a folder, zip, tar or slice.
 * @throws {MillionPlaylistError} as `readMpd` does; SplitMismatchError if the source changes in between; RangeError if
 * nothing would be left to train on.
 */
export async function splitMpd(source: string, options: SplitMpdOptions): Promise<MpdSplit> {
  const { testSize, onProgress, onFinding, ...reading } = options;
  const passOf = (pass: 1 | 2) => ({
    ...reading,
    onProgress: (progress: MpdProgress) => onProgress?.({ ...progress, pass }),
    // What the second pass finds has been told of in the first.
    onFinding: pass === 1 ? onFinding : onFinding && (() => {}),
  });
  const newest = new NewestItems<Playlist>({ size: testSize, date });
  const entries: (SplitEntry & { modifiedAt: number })[] = [];
  for await (const playlist of readMpdPlaylists(source, passOf(1))) {
    entries.push({ ...splitEntry(playlist), modifiedAt: playlist.modifiedAt });
    newest.add(playlist);
  }
  const split = splitByTime({ ...options, items: entries, date });
  const playlistOf = new Map(newest.items().map((playlist) => [playlist.id, playlist]));
  const test = split.test.map(({ id }) => playlistOf.get(id) as Playlist);

  const parts = SavedSplit.of(split);
  const finder = new LeakFinder({ test, chronological: true });
  const leaks: Leak[] = [];
  const coldTracks = new Set(test.flatMap(({ trackIds }) => trackIds));
  for await (const playlist of readMpdPlaylists(source, passOf(2))) {
    const part = parts.partOf(playlist);
    if (part === "test") continue;
    leaks.push(...finder.leaksOf(playlist));
    if (part === "train") for (const id of playlist.trackIds) coldTracks.delete(id);
  }
  parts.finish();
  return { split, test, coldTracks, leaks };
}

function date({ modifiedAt }: { modifiedAt: number }): number {
  return modifiedAt;
}

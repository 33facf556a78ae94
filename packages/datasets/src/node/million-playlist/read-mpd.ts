import { availableParallelism } from "node:os";
import { passesFilter } from "../../million-playlist/mpd-filter.ts";
import type { MpdFilter } from "../../million-playlist/mpd-filter.ts";
import { MillionPlaylistError } from "../../million-playlist/mpd-finding.ts";
import type { MpdFinding } from "../../million-playlist/mpd-finding.ts";
import type { MpdPlaylist } from "../../million-playlist/mpd-records.ts";
import type { Texts } from "../../million-playlist/packed-texts.ts";
import { PidLedger } from "../../million-playlist/pid-ledger.ts";
import { plainPlaylistAt } from "../../million-playlist/plain-columns.ts";
import type { PlainColumns } from "../../million-playlist/plain-columns.ts";
import { playlistAt, playlistNumber } from "../../million-playlist/slice-columns.ts";
import type { PlaylistColumns, SliceColumns } from "../../million-playlist/slice-columns.ts";
import { sliceRange } from "../../million-playlist/slice-range.ts";
import type { Playlist } from "../../types/playlist.ts";
import { SlicePool } from "./slice-pool.ts";
import type { SliceJob, SliceResult } from "./slice-job.ts";
import { openSliceSource } from "./slice-source.ts";
import type { MpdSource } from "./slice-source.ts";
import { UnpackedTexts } from "./unpacked-texts.ts";

/** How to read the Million Playlist Dataset. */
export interface ReadMpdOptions {
  /** Worker threads that read slices; 0 reads in the calling thread. @default as many as there are cores */
  threads?: number;
  /** Which playlists to read. @default all */
  filter?: MpdFilter;
  /** Told of everything that is not as it should be. Malformed playlists and unreadable slices are left out. */
  onFinding?: (finding: MpdFinding) => void;
  /** Whether the first finding stops the reading. @default true without `onFinding`, else false */
  strict?: boolean;
  /** Number of playlists that the source should hold, 1,000,000 for the whole dataset. @default not checked */
  expectedPlaylists?: number;
  /** Told after each slice. */
  onProgress?: (progress: MpdProgress) => void;
  signal?: AbortSignal;
}

/** How far the reading has come. */
export interface MpdProgress {
  /** Read so far. */
  slices: number;
  /** Absent for a tar and a stream. */
  totalSlices?: number;
  /** Read so far, those that the filter leaves out included. */
  playlists: number;
  /** Bytes of JSON. */
  bytes: number;
}

/**
 * Reads the Million Playlist Dataset a slice at a time, in the order of the pids, every playlist as published. Memory
 * is constant: a few slices. Checks that names, ranges, counts and positions agree, that no pid occurs twice and that
 * none is missing between the first slice and the last.
 *
 * @throws {MillionPlaylistError} for the first finding, if reading is strict; RangeError if there are no slices; Node's
 * own error if a file cannot be read.
 */
export async function* readMpd(source: MpdSource, options: ReadMpdOptions = {}): AsyncGenerator<MpdPlaylist> {
  for await (const { result, rows } of readSlices(source, options, "records")) {
    const columns = result.records as SliceColumns;
    const texts = textsOf(columns);
    for (const row of rows) yield playlistAt(columns, texts, row);
  }
}

/**
 * Reads the Million Playlist Dataset as plain playlists, the same as `playlistFromMpd` of every record of `readMpd`, in
 * less time: what they leave out is checked, but not kept.
 *
 * @throws as `readMpd` does.
 */
export async function* readMpdPlaylists(
  source: MpdSource,
  options: ReadMpdOptions = {},
): AsyncGenerator<Playlist> {
  for await (const { result, rows } of readSlices(source, options, "plain")) {
    const columns = result.plain as PlainColumns;
    const texts = textsOf(columns);
    for (const row of rows) yield plainPlaylistAt(columns, texts, row);
  }
}

function textsOf({ texts }: PlaylistColumns): Texts {
  return Array.isArray(texts) ? texts : new UnpackedTexts(texts);
}

async function* readSlices(
  source: MpdSource,
  options: ReadMpdOptions,
  form: SliceJob["form"],
): AsyncGenerator<{ result: SliceResult; rows: number[] }> {
  const { filter = {}, onFinding, strict = onFinding === undefined, expectedPlaylists, onProgress } = options;
  const report = (finding: MpdFinding) => {
    onFinding?.(finding);
    if (strict) throw new MillionPlaylistError(finding);
  };
  const ledger = new PidLedger();
  const progress: MpdProgress = { slices: 0, playlists: 0, bytes: 0 };
  let file = "";
  for await (const { name, total, result } of results(source, options, form)) {
    const { findings, bytes } = result;
    const columns = result.records ?? result.plain;
    findings.forEach(report);
    file = name;
    const range = sliceRange(name);
    if (range !== undefined) ledger.addSlice(name, range);
    if (columns !== undefined) {
      for (const pid of repeatedPids(columns, ledger)) {
        report({ kind: "repeated pid", file, pid, expected: "a new pid", got: pid });
      }
      const rows = [...columns.names.keys()].filter((row) => passesFilter(columns, row, filter));
      yield { result, rows };
    }
    progress.slices++;
    progress.playlists += columns?.names.length ?? 0;
    progress.bytes += bytes;
    onProgress?.({ ...progress, ...(total !== undefined && { totalSlices: total }) });
  }
  ledger.gaps().forEach(report);
  if (expectedPlaylists !== undefined && progress.playlists !== expectedPlaylists) {
    report({ kind: "playlists", file, expected: expectedPlaylists, got: progress.playlists });
  }
}

function repeatedPids(columns: PlaylistColumns, ledger: PidLedger): number[] {
  const pids = Array.from(columns.names, (_, row) => playlistNumber(columns, row, "pid"));
  return pids.filter((pid) => !ledger.add(pid));
}

/** The slices' contents in the order of the slices, one more in the making than there are threads. */
async function* results(
  source: MpdSource,
  { threads = availableParallelism(), filter, signal }: ReadMpdOptions,
  form: SliceJob["form"],
): AsyncGenerator<{ name: string; total?: number; result: SliceResult }> {
  if (!Number.isInteger(threads) || threads < 0) {
    throw new RangeError(`threads should be an integer from 0 on, but is ${threads}.`);
  }
  signal?.throwIfAborted();
  const { slices, total } = await openSliceSource(source, (name) => mayHold(name, filter?.pids));
  const pool = new SlicePool(threads);
  const stop = () => void pool.close(signal?.reason);
  signal?.addEventListener("abort", stop);
  const inTheMaking: { name: string; result: Promise<SliceResult> }[] = [];
  try {
    for await (const slice of slices) {
      signal?.throwIfAborted();
      const result = pool.run({ slice, form });
      // Awaited below in turn; until then a failure is nobody's.
      result.catch(() => {});
      inTheMaking.push({ name: slice.name, result });
      if (inTheMaking.length > threads) yield await next();
    }
    while (inTheMaking.length > 0) yield await next();
  } finally {
    signal?.removeEventListener("abort", stop);
    await pool.close(new Error("The reading has ended."));
  }

  async function next() {
    const { name, result } = inTheMaking.shift() as (typeof inTheMaking)[number];
    const finished = { name, total, result: await result };
    signal?.throwIfAborted();
    return finished;
  }
}

function mayHold(name: string, pids: MpdFilter["pids"]): boolean {
  const range = sliceRange(name);
  return pids === undefined || range === undefined || (range.from <= pids.to && range.to >= pids.from);
}

import { codeAt, type CatalogueVersion } from "../changes/catalogue-version.ts";
import {
  createChangeLog,
  logAddition,
  logRemoval,
  type Change,
  type ChangeLog,
} from "../changes/change-log.ts";
import { firstFrom, prefixRange } from "../sorted-codes/code-lists.ts";
import type { SortedCodes } from "../sorted-codes/sorted-codes.ts";
import { keptPlaces, type KeptPlaces } from "./kept-places.ts";

/** The part of a catalogue that a trie shows. */
export interface Restriction {
  /** Only rows for which this is true. */
  keeps?: (row: number) => boolean;
  /** Only these rows. */
  only?: ReadonlySet<number>;
  /** Not these rows. */
  without?: ReadonlySet<number>;
}

/**
 * The tracks of a trie at one moment: sorted codes, of which a filter may keep some, and changes to them. A list of
 * rows to show or to leave out is a handful of changes more, so it costs as much as it is long.
 */
export interface TrieReading {
  version: CatalogueVersion;
  sorted?: SortedCodes;
  kept?: KeptPlaces;
  /** Whether the restriction lets a row through. */
  shows: (row: number) => boolean;
  logs: { log: ChangeLog; changes: number; keeps?: (row: number) => boolean }[];
}

/** @param before The last reading; what it holds of the same sorted codes is taken over. */
export function readTrie(
  version: CatalogueVersion,
  { keeps, only, without }: Restriction,
  before?: TrieReading,
): TrieReading {
  const { sorted, log, changes } = version;
  const own = createChangeLog(sorted.depth);
  const shows = (row: number) => (!keeps || keeps(row)) && (!only || only.has(row)) && !without?.has(row);
  for (const row of only ?? without ?? []) {
    const code = codeAt(version, row);
    if (!code || (keeps && !keeps(row))) continue;
    if (!only) logRemoval(own, row, code);
    else if (shows(row)) logAddition(own, row, code);
  }
  const ownLog = { log: own, changes: own.changes.length };
  if (only) return { version, shows, logs: [ownLog] };
  const kept = keeps && (before?.sorted === sorted ? before.kept : keptPlaces(sorted.rows, keeps));
  return { version, shows, sorted, kept, logs: [{ log, changes, keeps }, ownLog] };
}

/** The codes that follow a prefix, ascending, and how many tracks lie below each. */
export interface TrieChildren {
  codes: Uint16Array;
  counts: Uint32Array;
}

export function childrenOf(reading: TrieReading, prefix: ArrayLike<number>): TrieChildren {
  let codes: number[] = [];
  let counts: number[] = [];
  const { sorted } = reading;
  if (sorted) {
    const add = (code: number, start: number, end: number) => {
      const count = tracksIn(reading, start, end);
      if (count > 0) {
        codes.push(code);
        counts.push(count);
      }
    };
    const { blocks, columns } = sorted;
    const column = columns[prefix.length]!;
    if (prefix.length === 0)
      for (let code = 0; code + 1 < blocks.length; code++) add(code, blocks[code]!, blocks[code + 1]!);
    else
      for (let { start, end } = prefixRange(sorted, prefix); start < end; ) {
        const code = column[start]!;
        const next = firstFrom(code + 1, { start, end }, column);
        add(code, start, next);
        start = next;
      }
  }
  const changes = changesBelow(reading, prefix);
  if (changes.length > 0) {
    const total = new Map(codes.map((code, i) => [code, counts[i]!]));
    for (const { code, sign } of changes) {
      const next = code[prefix.length]!;
      total.set(next, (total.get(next) ?? 0) + sign);
    }
    const present = [...total].filter(([, count]) => count > 0).toSorted(([a], [b]) => a - b);
    codes = present.map(([code]) => code);
    counts = present.map(([, count]) => count);
  }
  return { codes: Uint16Array.from(codes), counts: Uint32Array.from(counts) };
}

/** The tracks below a prefix. */
export function countBelow(reading: TrieReading, prefix: ArrayLike<number>): number {
  const { start, end } = reading.sorted ? prefixRange(reading.sorted, prefix) : { start: 0, end: 0 };
  return changesBelow(reading, prefix).reduce((sum, { sign }) => sum + sign, tracksIn(reading, start, end));
}

/** The rows of the tracks below a prefix, by code, then in catalogue order; a view where nothing changed. */
export function rowsBelow(reading: TrieReading, prefix: ArrayLike<number>): Uint32Array {
  const { version, sorted, shows } = reading;
  const { start, end } = sorted ? prefixRange(sorted, prefix) : { start: 0, end: 0 };
  let rows = sorted?.rows.subarray(start, end) ?? new Uint32Array();
  if (reading.kept) rows = rows.filter(shows);
  const changed = changesBelow(reading, prefix).map(({ row }) => row);
  if (changed.length === 0) return rows;
  const codeOf = (row: number) => codeAt(version, row)!;
  return Uint32Array.from(
    [...new Set([...rows, ...changed])]
      .filter((row) => shows(row) && beginsWith(codeAt(version, row), prefix))
      .toSorted((a, b) => compareCodes(codeOf(a), codeOf(b)) || a - b),
  );
}

/** The number of distinct full codes. */
export function distinctCodes(reading: TrieReading): number {
  let distinct = 0;
  let before: Uint16Array | undefined;
  for (const row of rowsBelow(reading, [])) {
    const code = codeAt(reading.version, row)!;
    if (!before || compareCodes(before, code) !== 0) distinct++;
    before = code;
  }
  return distinct;
}

/** Those of the places start … end - 1 that the trie's filter keeps. */
function tracksIn({ kept }: TrieReading, start: number, end: number): number {
  return kept ? kept.count(start, end) : end - start;
}

function changesBelow({ logs }: TrieReading, prefix: ArrayLike<number>): Change[] {
  const found: Change[] = [];
  for (const { log, changes, keeps } of logs) {
    if (changes === 0) continue;
    const byFirst = log.byCode[0]!;
    for (const list of prefix.length === 0 ? byFirst.values() : [byFirst.get(prefix[0]!) ?? []])
      for (const change of list) {
        if (change.number >= changes) break;
        if (beginsWith(change.code, prefix) && (!keeps || keeps(change.row))) found.push(change);
      }
  }
  return found;
}

function beginsWith(code: Uint16Array | undefined, prefix: ArrayLike<number>): boolean {
  for (let d = 0; d < prefix.length; d++) if (code?.[d] !== prefix[d]) return false;
  return code !== undefined;
}

/** Orders codes of equal length. */
export function compareCodes(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let d = 0;
  while (d < a.length && a[d] === b[d]) d++;
  return d < a.length ? a[d]! - b[d]! : 0;
}

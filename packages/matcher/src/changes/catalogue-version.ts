import { codeLists, type CodeList } from "../sorted-codes/code-lists.ts";
import { sortCodes, type SortedCodes } from "../sorted-codes/sorted-codes.ts";
import { createChangeLog, type ChangeLog } from "./change-log.ts";

/** A catalogue at one moment: sorted codes, and the changes up to then. Sees nothing of what happens later. */
export interface CatalogueVersion {
  sorted: SortedCodes;
  lists: readonly CodeList[];
  /** Rows without a code when the codes were sorted. */
  holes: ReadonlySet<number>;
  log: ChangeLog;
  /** How many changes of the log count. */
  changes: number;
  /** Number of tracks. */
  size: number;
  /** Number of rows, those of removed tracks as well. */
  rowCount: number;
}

/** Where a catalogue's {@link CatalogueVersion} is found: what reads the codes themselves (trie, bytes) needs it. */
export const versionOf = Symbol("version");

/** Sorts codes into a version without changes. */
export function sortedVersion({
  codes,
  depth,
  importance,
  holes = new Set(),
}: {
  codes: Uint16Array;
  depth: number;
  /** The modalities, most important first; without it the version serves a trie only. */
  importance?: readonly number[];
  holes?: ReadonlySet<number>;
}): CatalogueVersion {
  const sorted = sortCodes(codes, depth, (row) => !holes.has(row));
  return unchangedVersion({ sorted, lists: importance ? codeLists(sorted, importance) : [], holes });
}

export function unchangedVersion(
  parts: Pick<CatalogueVersion, "sorted" | "lists" | "holes">,
): CatalogueVersion {
  const { depth, codes, rows } = parts.sorted;
  return {
    ...parts,
    log: createChangeLog(depth),
    changes: 0,
    size: rows.length,
    rowCount: codes.length / depth,
  };
}

/** Whether a row that was sorted still has that code. */
export function keepsSortedCode({ log, changes }: CatalogueVersion, row: number): boolean {
  const end = log.sortedEnds.get(row);
  return end === undefined || end >= changes;
}

/** A track's code; undefined for a row that has none. */
export function codeAt(version: CatalogueVersion, row: number): Uint16Array | undefined {
  const { sorted, holes, log, changes } = version;
  const addition = log.additions.get(row)?.findLast(({ number }) => number < changes);
  if (addition) return addition.end < changes ? undefined : addition.code;
  const start = row * sorted.depth;
  const isSorted = row >= 0 && start < sorted.codes.length && !holes.has(row);
  if (!isSorted || !keepsSortedCode(version, row)) return undefined;
  return sorted.codes.subarray(start, start + sorted.depth);
}

/** The codes in catalogue order, row-major; zeros for rows that have none, so that equal catalogues have equal codes. */
export function codesOf(version: CatalogueVersion): { codes: Uint16Array; holes: ReadonlySet<number> } {
  const { sorted, changes, rowCount, log } = version;
  if (changes === 0) return { codes: sorted.codes, holes: version.holes };
  const codes = new Uint16Array(rowCount * sorted.depth);
  codes.set(sorted.codes);
  const holes = new Set(version.holes);
  for (const { row } of log.changes.slice(0, changes)) {
    const code = codeAt(version, row);
    codes.set(code ?? new Uint16Array(sorted.depth), row * sorted.depth);
    if (code) holes.delete(row);
    else holes.add(row);
  }
  return { codes, holes };
}

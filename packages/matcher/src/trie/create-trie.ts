import { sortedVersion, versionOf, type CatalogueVersion } from "../changes/catalogue-version.ts";
import { checkedCatalogue, type Catalogue } from "../code-index/catalogue.ts";
import type { CodeReader } from "../code-index/code-reader.ts";
import { bitmapFilter } from "../filters/bitmap.ts";
import { MatcherInputError } from "../matcher-input-error.ts";
import {
  childrenOf,
  countBelow,
  distinctCodes,
  readTrie,
  rowsBelow,
  type Restriction,
  type TrieChildren,
  type TrieReading,
} from "./trie-reading.ts";

/**
 * The codes in use, as a tree: depth d is modality d, a full path is the code of one or more tracks. What a language
 * model may generate next, so that it never generates a track that is not in the catalogue.
 */
export interface CatalogueTrie {
  /** Number of modalities: the length of a full code. */
  readonly depth: number;
  /** Number of tracks. */
  readonly size: number;
  /** Number of distinct full codes. Linear in the number of tracks. */
  readonly distinctCodes: number;
  /**
   * The codes that may follow a prefix, ascending: not to be written to. Empty for a prefix that no track has.
   *
   * @param prefix Fewer codes than `depth`.
   * @throws MatcherInputError when the prefix is a full code already.
   */
  allowed(prefix: ArrayLike<number>): Uint16Array;
  /** The weight of each of `allowed(prefix)`, parallel to it: the number of tracks below. */
  counts(prefix: ArrayLike<number>): Uint32Array;
  /**
   * The rows of the tracks whose code begins with a prefix: for a full code, the tracks that share it, in catalogue
   * order; for a shorter one, in the order of their codes. May be a view: not to be written to.
   */
  rows(prefix: ArrayLike<number>): Uint32Array;
  /**
   * The trie of the tracks that pass: a market, a label. Nothing is rebuilt or copied: one pass over the tracks marks
   * those that pass (2 bits a track), and the view follows the index like the trie it was made from.
   *
   * @param keep a bitmap of rows (`createBitmap`) or a predicate
   */
  filter(keep: Uint8Array | ((row: number) => boolean)): CatalogueTrie;
  /** The trie without some tracks, as those already played. Costs as much as the list is long. */
  without(rows: Iterable<number>): CatalogueTrie;
  /** The trie of some tracks, as a user's favourites. Costs as much as the list is long. */
  only(rows: Iterable<number>): CatalogueTrie;
}

/**
 * The trie of a catalogue. The trie of a code index costs nothing: it is the index's own order, read as a tree, and
 * follows its additions and removals; that of a snapshot stays as the snapshot is.
 *
 * @throws MatcherInputError when the codes do not fit the modalities.
 */
export function createTrie(catalogue: Catalogue | CodeReader): CatalogueTrie {
  if (versionOf in catalogue) return trieOf(() => catalogue[versionOf], {});
  const { codes, modalities } = checkedCatalogue(catalogue);
  const version = sortedVersion({ codes, depth: modalities.length });
  return trieOf(() => version, {});
}

function trieOf(current: () => CatalogueVersion, restriction: Restriction): CatalogueTrie {
  let last: TrieReading | undefined;
  // Every search starts at the root, which has the most changes to sum up.
  let root: TrieChildren | undefined;
  const reading = () => {
    const version = current();
    if (last?.version === version) return last;
    root = undefined;
    return (last = readTrie(version, restriction, last));
  };
  const children = (prefix: ArrayLike<number>) => {
    const now = reading();
    checkLength(prefix, depth - 1);
    return prefix.length === 0 ? (root ??= childrenOf(now, prefix)) : childrenOf(now, prefix);
  };
  const depth = current().sorted.depth;
  const narrowed = (more: Restriction) => trieOf(current, { ...restriction, ...more });
  return {
    depth,
    get size() {
      return countBelow(reading(), []);
    },
    get distinctCodes() {
      return distinctCodes(reading());
    },
    allowed: (prefix) => children(prefix).codes,
    counts: (prefix) => children(prefix).counts,
    rows: (prefix) => {
      checkLength(prefix, depth);
      return rowsBelow(reading(), prefix);
    },
    filter: (keep) => {
      const passes = typeof keep === "function" ? keep : bitmapFilter(keep);
      const before = restriction.keeps;
      return narrowed({ keeps: before ? (row) => before(row) && passes(row) : passes });
    },
    without: (rows) => narrowed({ without: new Set([...(restriction.without ?? []), ...rows]) }),
    only: (rows) => {
      const before = restriction.only;
      return narrowed({ only: new Set(before ? [...rows].filter((row) => before.has(row)) : rows) });
    },
  };
}

function checkLength(prefix: ArrayLike<number>, longest: number): void {
  if (prefix.length > longest)
    throw new MatcherInputError("the prefix", `at most ${longest} long`, `${prefix.length} long`);
}

import { checkedCatalogue, type Catalogue } from "../code-index/catalogue.ts";
import { MatcherInputError } from "../matcher-input-error.ts";
import { sortedRows } from "./sorted-rows.ts";
import { trieLevels, type TrieLevel } from "./trie-levels.ts";

/**
 * The codes in use, as a tree: depth d is modality d, a full path is the code of one or more tracks. What a language
 * model may generate next, so that it never generates a track that is not in the catalogue.
 */
export interface CatalogueTrie {
  /** Number of modalities: the length of a full code. */
  readonly depth: number;
  /** Number of tracks. */
  readonly size: number;
  /** Number of distinct full codes. */
  readonly distinctCodes: number;
  /**
   * The codes that may follow a prefix, ascending: a view, not to be written to. Empty for a prefix that no track has.
   *
   * @param prefix Fewer codes than `depth`.
   * @throws MatcherInputError when the prefix is a full code already.
   */
  allowed(prefix: ArrayLike<number>): Uint16Array;
  /** The number of tracks below each of `allowed(prefix)`, parallel to it. */
  counts(prefix: ArrayLike<number>): Uint32Array;
  /**
   * The rows of the tracks whose code begins with a prefix: for a full code, the tracks that share it, in catalogue
   * order; for a shorter one, in the order of their codes. A view, not to be written to.
   */
  rows(prefix: ArrayLike<number>): Uint32Array;
  /**
   * The trie of a part of the catalogue, rows numbered as before. Linear in the number of tracks, without sorting.
   */
  filter(keep: (row: number) => boolean): CatalogueTrie;
}

/**
 * The trie of a catalogue. Takes a code index as well, because that holds `codes` and `modalities`.
 *
 * @throws MatcherInputError when the codes do not fit the modalities.
 */
export function createTrie(catalogue: Catalogue): CatalogueTrie {
  const { codes, modalities } = checkedCatalogue(catalogue);
  return trieOf(codes, modalities.length, sortedRows(codes, modalities.length));
}

function trieOf(codes: Uint16Array, depth: number, rows: Uint32Array): CatalogueTrie {
  const levels = trieLevels(codes, depth, rows);
  return {
    depth,
    size: rows.length,
    distinctCodes: levels.at(-1)!.codes.length,
    allowed: (prefix) => {
      const { start, end } = childrenOf(levels, prefix);
      return levels[prefix.length]!.codes.subarray(start, end);
    },
    counts: (prefix) => {
      const { start, end } = childrenOf(levels, prefix);
      return Uint32Array.from({ length: end - start }, (_, i) => {
        const range = rowsBelow(levels, prefix.length, start + i, start + i + 1);
        return range.end - range.start;
      });
    },
    rows: (prefix) => {
      const nodes = nodesOf(levels, prefix);
      const { start, end } = rowsBelow(levels, prefix.length, nodes.start, nodes.end);
      return rows.subarray(start, end);
    },
    filter: (keep) => trieOf(codes, depth, rows.filter(keep)),
  };
}

interface Range {
  start: number;
  end: number;
}

function childrenOf(levels: readonly TrieLevel[], prefix: ArrayLike<number>): Range {
  if (prefix.length >= levels.length)
    throw new MatcherInputError(
      "the prefix",
      `shorter than a full code (${levels.length})`,
      `${prefix.length} long`,
    );
  return nodesOf(levels, prefix);
}

/** The nodes right below a prefix, as places in level prefix.length (in the rows, below a full code). */
function nodesOf(levels: readonly TrieLevel[], prefix: ArrayLike<number>): Range {
  if (prefix.length > levels.length)
    throw new MatcherInputError(
      "the prefix",
      `no longer than a full code (${levels.length})`,
      `${prefix.length} long`,
    );
  let range: Range = { start: 0, end: levels[0]!.codes.length };
  for (let d = 0; d < prefix.length; d++) {
    const { codes, childStarts } = levels[d]!;
    const node = indexOfCode(codes, prefix[d]!, range);
    if (node < 0) return { start: 0, end: 0 };
    range = { start: childStarts[node]!, end: childStarts[node + 1]! };
  }
  return range;
}

/** The sorted rows below a range of nodes of one level. */
function rowsBelow(levels: readonly TrieLevel[], level: number, start: number, end: number): Range {
  for (const { childStarts } of levels.slice(level)) {
    start = childStarts[start]!;
    end = childStarts[end]!;
  }
  return { start, end };
}

/** Binary search for a code among siblings; -1 if absent. */
function indexOfCode(codes: Uint16Array, code: number, siblings: Range): number {
  let { start, end } = siblings;
  while (start < end) {
    const middle = (start + end) >>> 1;
    if (codes[middle]! < code) start = middle + 1;
    else end = middle;
  }
  return start < siblings.end && codes[start] === code ? start : -1;
}

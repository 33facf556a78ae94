import { codeAt, codesOf, versionOf, type CatalogueVersion } from "../changes/catalogue-version.ts";
import { bitmapFilter } from "../filters/bitmap.ts";
import type { TrackIds } from "../ids/track-ids.ts";
import { CodeSearch } from "../lookup/code-search.ts";
import type { LookupOptions, Match } from "../lookup/lookup-options.ts";
import { mergeMatches, type MergedMatch, type MergeRule } from "../lookup/merge-matches.ts";
import { MatcherInputError } from "../matcher-input-error.ts";
import { checkCode } from "./catalogue.ts";
import type { MatchOrder } from "./match-order.ts";
import { inTieOrder } from "./tie-order.ts";

/** Options of `lookupMerged`. */
export interface MergedLookupOptions extends LookupOptions {
  /** @default "reciprocal-rank" */
  rule?: MergeRule;
  /** What each code counts, parallel to the codes: the probabilities that a beam search gave them. @default 1 each */
  codeWeights?: readonly number[];
  /** How many tracks of each code's lookup take part. @default 100, or `limit` if that is more */
  depth?: number;
}

/** What a code index answers. */
export interface CodeReader {
  /** Row-major [rows, modalities]; zeros for rows whose track was removed. */
  readonly codes: Uint16Array;
  /** Their names, in the order of a code's entries. */
  readonly modalities: readonly string[];
  /** What a match in each modality counts. */
  readonly weights: readonly number[];
  /** Ids by row; undefined when the ids are the row numbers as text. */
  readonly ids: readonly string[] | undefined;
  /** Number of tracks. */
  readonly size: number;
  /** Number of rows: the tracks, and the removed ones. A row number stays with its track. */
  readonly rowCount: number;
  /** A track's code: a view, not to be written to. @throws MatcherInputError for a row without a track */
  code(row: number): Uint16Array;
  /** The row of a track; undefined if there is no such track. */
  row(id: string): number | undefined;
  /**
   * The tracks that match a code, best first: by summed weight of the matching modalities; of equal sums, the subset
   * with the more important modality first; within a subset by `ties`. Tracks that match nowhere are not returned.
   *
   * @param code One code a modality; -1 for a modality that shall match nothing.
   * @throws MatcherInputError when the code has another number of entries than the index has modalities,
   * or something else than whole numbers.
   */
  lookup(code: ArrayLike<number>, options?: LookupOptions): Match[];
  /** {@link lookup} of each code, with the same options. */
  lookupMany(codes: Iterable<ArrayLike<number>>, options?: LookupOptions): Match[][];
  /**
   * One ranking from the lookups of several generated codes: samples, or the beams of a search.
   *
   * @throws MatcherInputError as `lookup` does, and when `codeWeights` does not fit the codes.
   */
  lookupMerged(codes: readonly ArrayLike<number>[], options?: MergedLookupOptions): MergedMatch[];
  /**
   * Orders matches of this index, or of indexes that hold other parts of one catalogue with the same modalities and
   * weights: `parts.flat().toSorted(index.compare)` is the lookup in the whole catalogue.
   */
  compare(this: void, a: Match, b: Match): number;
  readonly [versionOf]: CatalogueVersion;
}

export interface ReaderParts {
  modalities: readonly string[];
  weights: readonly number[];
  order: MatchOrder;
  ids: TrackIds;
}

/** @param current The version to read, asked for anew by each call. */
export function createReader(
  { modalities, weights, order, ids }: ReaderParts,
  current: () => CatalogueVersion,
): CodeReader {
  const names = new Map<number, readonly string[]>();
  const namesOf = (mask: number) => {
    let matched = names.get(mask);
    if (!matched) names.set(mask, (matched = Object.freeze(modalities.filter((_, m) => (mask >> m) & 1))));
    return matched;
  };
  const maskOf = ({ matched }: Match) =>
    matched.reduce((mask, modality) => mask | (1 << modalities.indexOf(modality)), 0);
  // A filter may look up in the same index: then this one is taken, and another serves.
  let idle: CodeSearch | undefined;

  const prepared = (
    version: CatalogueVersion,
    { limit = 10, exclude, filter, ties = "catalogue" }: LookupOptions,
  ) => {
    if (Math.floor(limit) !== limit || limit < 0)
      throw new MatcherInputError("limit", "a whole number from 0, or Infinity", limit);
    const excluded = new Set<number>();
    for (const id of exclude ?? []) excluded.add(ids.find(id));
    const passes =
      typeof filter === "function"
        ? (row: number) => filter(row, ids.at(row))
        : filter && bitmapFilter(filter);
    const eligible =
      excluded.size > 0 || passes
        ? (row: number) => !excluded.has(row) && (!passes || passes(row))
        : undefined;
    return (code: ArrayLike<number>): Match[] => {
      checkCode(code, modalities);
      const matches: Match[] = [];
      if (limit === 0) return matches;
      const keep = ties === "catalogue" ? limit : Infinity;
      const search = idle ?? new CodeSearch(order);
      idle = undefined;
      search.run({ version, code, keep, eligible }, (mask, rows) => {
        const score = order.score[mask]!;
        const matched = namesOf(mask);
        const ordered = ties === "catalogue" ? rows : inTieOrder(rows, ties, ids.at);
        const count = Math.min(ordered.length, limit - matches.length);
        for (let i = 0; i < count; i++) {
          const row = ordered[i]!;
          matches.push({ row, id: ids.at(row), score, matched });
        }
        return limit - matches.length;
      });
      idle = search;
      return matches;
    };
  };

  return {
    modalities,
    weights,
    get codes() {
      return codesOf(current()).codes;
    },
    get ids() {
      const all = ids.all();
      return all && all.length > current().rowCount ? all.slice(0, current().rowCount) : all;
    },
    get size() {
      return current().size;
    },
    get rowCount() {
      return current().rowCount;
    },
    code: (row) => {
      const code = codeAt(current(), row);
      if (!code) throw new MatcherInputError("the row", "one that holds a track", row);
      return code;
    },
    row: (id) => {
      const row = ids.find(id);
      return codeAt(current(), row) && row;
    },
    lookup: (code, options = {}) => prepared(current(), options)(code),
    lookupMany: (codes, options = {}) => Array.from(codes, prepared(current(), options)),
    lookupMerged: (codes, { rule = "reciprocal-rank", codeWeights, depth, limit = 10, ...options } = {}) => {
      const weightOf = codeWeights ?? codes.map(() => 1);
      if (weightOf.length !== codes.length)
        throw new MatcherInputError("codeWeights", `${codes.length} numbers, one a code`, weightOf.length);
      const lookup = prepared(current(), { ...options, limit: depth ?? Math.max(100, limit) });
      return mergeMatches(codes.map(lookup), { rule, weights: weightOf }).slice(0, limit);
    },
    compare: (a, b) => order.compare(maskOf(a), maskOf(b)),
    get [versionOf]() {
      return current();
    },
  };
}

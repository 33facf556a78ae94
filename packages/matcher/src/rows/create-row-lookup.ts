import { versionOf } from "../changes/catalogue-version.ts";
import type { CodeReader } from "../code-index/code-reader.ts";
import { matchOrder } from "../code-index/match-order.ts";
import { bitmapFilter } from "../filters/bitmap.ts";
import { CodeSearch } from "../lookup/code-search.ts";
import { MatcherInputError } from "../matcher-input-error.ts";
import { sortCodes } from "../sorted-codes/sorted-codes.ts";

/** Options of a `RowLookup`. */
export interface RowLookupOptions {
  /** Most tracks to return for a code. @default 10 */
  limit?: number;
  /** Only rows that pass: a bitmap (`createBitmap`) or a predicate, which may be asked about rows not returned. */
  filter?: Uint8Array | ((row: number) => boolean);
}

/** For each code `limit` places, best track first. */
export interface FoundRows {
  /** Row-major [codes, limit]: the track's row; -1 where no more tracks match. */
  rows: Int32Array;
  /** Row-major [codes, limit]: the summed weight of the matching modalities; 0 where no more tracks match. */
  scores: Float64Array;
  /** Row-major [codes, limit]: bit m is set when modality m matches. */
  matched: Uint16Array;
}

/**
 * Looks up a batch of codes.
 *
 * @param codes Row-major [codes, modalities]; -1 for a modality that shall match nothing.
 * @throws MatcherInputError when the codes are not whole numbers, so many for each modality, or the limit is none.
 */
export type RowLookup = (codes: ArrayLike<number>, options?: RowLookupOptions) => FoundRows;

/** Fewer codes than this are looked up in the order in which they come. */
const leastToSort = 64;

/**
 * Lookups that answer in typed arrays, for services that look up many codes at a time and keep rows, not ids: the
 * same tracks in the same order as `index.lookup`, ties in catalogue order. Codes that begin alike are looked up after
 * one another, while what they share is in the processor's caches, and equal codes once.
 *
 * Follows the index (or stays with a snapshot). Holds scratch memory: make one and keep it.
 */
export function createRowLookup(index: CodeReader): RowLookup {
  const { modalities, weights } = index;
  const depth = modalities.length;
  const order = matchOrder(weights);
  // A filter may look up as well: then this one is taken, and another serves.
  let idle: CodeSearch | undefined;

  return (codes, { limit = 10, filter } = {}) => {
    if (!(Number.isInteger(limit) && limit > 0))
      throw new MatcherInputError("limit", "a whole number from 1", limit);
    const count = checkedCount(codes, depth);
    const rows = new Int32Array(count * limit).fill(-1);
    const scores = new Float64Array(rows.length);
    const matched = new Uint16Array(rows.length);
    const version = index[versionOf];
    const eligible = filter instanceof Uint8Array ? bitmapFilter(filter) : filter;
    const search = idle ?? new CodeSearch(order);
    idle = undefined;
    const code = new Int32Array(depth);
    // The last code looked up, and where its answer starts.
    let answered = -1;
    for (const query of localOrder(codes, count, depth)) {
      const start = query * limit;
      if (answered >= 0 && holdsAt(codes, query * depth, code)) {
        for (const found of [rows, scores, matched]) found.copyWithin(start, answered, answered + limit);
        continue;
      }
      // What no track can have stays so in 32 bits.
      for (let m = 0; m < depth; m++) code[m] = Math.max(-1, Math.min(65_536, codes[query * depth + m]!));
      let at = start;
      search.run({ version, code, keep: limit, eligible }, (mask, found) => {
        const end = Math.min(at + found.length, start + limit);
        const score = order.score[mask]!;
        for (let i = 0; at < end; i++, at++) {
          rows[at] = found[i]!;
          scores[at] = score;
          matched[at] = mask;
        }
        return start + limit - at;
      });
      answered = start;
    }
    idle = search;
    return { rows, scores, matched };
  };
}

/** How many codes there are. */
function checkedCount(codes: ArrayLike<number>, depth: number): number {
  if (codes.length % depth !== 0)
    throw new MatcherInputError("codes", `a multiple of ${depth} long`, codes.length);
  for (let i = 0; i < codes.length; i++)
    if (!Number.isInteger(codes[i])) throw new MatcherInputError(`codes[${i}]`, "a whole number", codes[i]);
  return codes.length / depth;
}

/** The numbers of the codes, those of codes that begin alike next to one another. */
function localOrder(codes: ArrayLike<number>, count: number, depth: number): Iterable<number> {
  if (count < leastToSort) return Array(count).keys();
  return sortCodes(Uint16Array.from(codes), depth, () => true).rows;
}

function holdsAt(codes: ArrayLike<number>, start: number, code: Int32Array): boolean {
  return code.every((value, m) => value === codes[start + m]);
}

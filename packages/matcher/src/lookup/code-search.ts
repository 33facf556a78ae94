import type { CatalogueVersion } from "../changes/catalogue-version.ts";
import type { MatchOrder } from "../code-index/match-order.ts";
import { listRange } from "../sorted-codes/code-lists.ts";
import { blockOf, narrowed, type Range } from "../sorted-codes/sorted-codes.ts";
import { RowBucket } from "./row-bucket.ts";

export interface CodeSearchRequest {
  version: CatalogueVersion;
  code: ArrayLike<number>;
  /** Most rows wanted of one subset of modalities: the first ones in catalogue order. */
  keep: number;
  /** Whether a row may be returned; left out when every row may. */
  eligible?: (row: number) => boolean;
  /** The same, for rows that were sorted: removed ones may not. */
  eligibleSorted?: (row: number) => boolean;
}

const chunkLength = 4096;
/** A stretch is worth changing to if it is this many times as short: places read through a list cost more. */
const listCost = 4;
/** A stretch of so few places is not worth looking for a shorter one. */
const shortStretch = 64;

/**
 * The search for the tracks that match a code, subset of modalities by subset, best first. For a subset, it takes the
 * shortest stretch of the sorted codes (tracks that begin with the same codes) or of a code list (tracks that match
 * in a modality and its partner) in which all its tracks must lie, and puts every track of the stretch into the
 * bucket of the subset in which that track matches: later subsets that the stretch covers cost nothing more. The
 * search ends with the subset that yields the last track wanted.
 *
 * Holds scratch memory: one search at a time.
 */
export class CodeSearch {
  readonly #order: MatchOrder;
  readonly #buckets: RowBucket[] = [];
  readonly #bucketIsUsed: Uint8Array;
  readonly #masks = new Uint16Array(chunkLength);
  /** Every track that matches in all modalities of one of these is in its bucket. */
  #covered: number[] = [];
  #prefixes: Range[] = [];
  /** The modalities whose changes are in their buckets. */
  #changesAdded = 0;
  #request!: CodeSearchRequest;
  /** The modalities in which some sorted track matches. */
  #inUse = 0;
  readonly #code: Int32Array;

  constructor(order: MatchOrder) {
    this.#code = new Int32Array(order.importance.length);
    this.#order = order;
    this.#bucketIsUsed = new Uint8Array(order.score.length);
  }

  /** @param emit Takes the tracks of one subset, in catalogue order; returns how many more are wanted. */
  run(request: CodeSearchRequest, emit: (mask: number, rows: Uint32Array) => number): void {
    this.#start(request);
    for (const mask of this.#order.masks) {
      if ((mask & ~this.#inUse) === 0) this.#cover(mask);
      if ((this.#changesAdded & mask & -mask) === 0) this.#addChanges(31 - Math.clz32(mask & -mask));
      if (this.#bucketIsUsed[mask] === 0) continue;
      const bucket = this.#buckets[mask]!;
      if (!bucket.isEmpty && emit(mask, bucket.rows()) <= 0) break;
    }
  }

  #start(request: CodeSearchRequest): void {
    const { version } = request;
    const { sorted, lists } = version;
    const code = this.#code;
    for (let m = 0; m < code.length; m++) code[m] = request.code[m]! <= 65_535 ? request.code[m]! : -1;
    this.#request = request;
    this.#bucketIsUsed.fill(0);
    this.#covered = [];
    this.#changesAdded = version.changes === 0 ? -1 : 0;
    let range = blockOf(sorted.blocks, code[0]!);
    this.#prefixes = [range];
    this.#inUse = range.start < range.end ? 1 : 0;
    for (let modality = 1; modality < sorted.depth; modality++) {
      range = narrowed(sorted.columns[modality]!, code[modality]!, range);
      this.#prefixes.push(range);
      const group = blockOf(lists[modality]!.starts, code[modality]!);
      if (group.start < group.end) this.#inUse |= 1 << modality;
    }
  }

  /** The tracks added since the codes were sorted whose first matching modality is this one. */
  #addChanges(modality: number): void {
    this.#changesAdded |= 1 << modality;
    const { version, eligible } = this.#request;
    const code = this.#code;
    for (const change of version.log.byCode[modality]!.get(code[modality]!) ?? []) {
      if (change.number >= version.changes) break;
      if (change.sign < 0 || change.end < version.changes) continue;
      let mask = 0;
      for (let m = 0; m < code.length; m++) if (change.code[m] === code[m]) mask |= 1 << m;
      if ((mask & -mask) !== 1 << modality) continue;
      if (!eligible || eligible(change.row)) this.#bucket(mask).add(change.row);
    }
  }

  #cover(mask: number): void {
    if (this.#isCovered(mask)) return;
    const { lists } = this.#request.version;
    const prefixLength = 31 - Math.clz32(~mask & (mask + 1));
    let range = this.#prefixes[prefixLength - 1];
    let length = range ? range.end - range.start : Infinity;
    let list = -1;
    let listLength = 0;
    // A prefix of two modalities or more is about as short as what a list has, and read faster.
    for (let modality = 0; modality < lists.length && prefixLength < 2; modality++) {
      if (length <= shortStretch) break;
      if (((mask >> modality) & 1) === 0 || !lists[modality]) continue;
      const stretches = this.#listRanges(modality, mask);
      const stretch = stretches.at(-1)!;
      if (listCost * (stretch.end - stretch.start) >= length) continue;
      range = stretch;
      length = stretch.end - stretch.start;
      list = modality;
      listLength = stretches.length;
    }
    if (list < 0) this.#scanPrefix(range!, prefixLength);
    else this.#scanList(range!, list, listLength);
  }

  #isCovered(mask: number): boolean {
    for (const covered of this.#covered) if ((mask & covered) === covered) return true;
    return false;
  }

  /** The stretches of a list that match in the first, the first two, … modalities of its order, all in the mask. */
  #listRanges(list: number, mask: number): Range[] {
    const { sorted, lists } = this.#request.version;
    const { order } = lists[list]!;
    const ranges: Range[] = [];
    for (const modality of order) {
      if (((mask >> modality) & 1) === 0) break;
      ranges.push(
        listRange(sorted, lists[list]!, {
          code: this.#code,
          length: ranges.length + 1,
          within: ranges.at(-1),
          block: this.#prefixes[0]!,
        }),
      );
    }
    return ranges;
  }

  /** Scans consecutive places, all of which match in the first `length` modalities. */
  #scanPrefix({ start, end }: Range, length: number): void {
    const { version } = this.#request;
    const code = this.#code;
    const { columns, depth } = version.sorted;
    const masks = this.#masks;
    const common = (1 << length) - 1;
    for (let from = start; from < end; from += chunkLength) {
      const count = Math.min(chunkLength, end - from);
      masks.fill(common, 0, count);
      for (let modality = length; modality < depth; modality++) {
        if (((this.#inUse >> modality) & 1) === 0) continue;
        const column = columns[modality]!;
        const wanted = code[modality]!;
        const bit = 1 << modality;
        for (let i = 0; i < count; i++) if (column[from + i] === wanted) masks[i]! |= bit;
      }
      this.#collect(count, common, from);
    }
    this.#covered.push(common);
  }

  /** Scans a stretch of a list, all of whose places match in the first `length` modalities of its order. */
  #scanList({ start, end }: Range, list: number, length: number): void {
    const { columns, depth } = this.#request.version.sorted;
    const { places, order } = this.#request.version.lists[list]!;
    const masks = this.#masks;
    let common = 0;
    for (let i = 0; i < length; i++) common |= 1 << order[i]!;
    for (let from = start; from < end; from += chunkLength) {
      const count = Math.min(chunkLength, end - from);
      masks.fill(common, 0, count);
      for (let modality = 0; modality < depth; modality++) {
        const bit = 1 << modality;
        if ((this.#inUse & ~common & bit) === 0) continue;
        if (modality === 0 || (modality === 1 && (common & 1) === 1)) {
          // The places themselves tell: cheaper than to read the codes there.
          const matching = this.#prefixes[modality]!;
          for (let i = 0; i < count; i++) {
            const place = places[from + i]!;
            if (place >= matching.start && place < matching.end) masks[i]! |= bit;
          }
          continue;
        }
        const column = columns[modality]!;
        const wanted = this.#code[modality]!;
        for (let i = 0; i < count; i++) if (column[places[from + i]!] === wanted) masks[i]! |= bit;
      }
      this.#collect(count, common, from, places);
    }
    this.#covered.push(common);
  }

  /** Puts the rows of a scanned chunk into their buckets. */
  #collect(count: number, common: number, from: number, places?: Uint32Array): void {
    const { rows } = this.#request.version.sorted;
    const { eligibleSorted } = this.#request;
    const masks = this.#masks;
    const commonBucket = this.#bucket(common);
    for (let i = 0; i < count; i++) {
      const row = rows[places ? places[from + i]! : from + i]!;
      const mask = masks[i]!;
      let bucket = commonBucket;
      if (mask !== common) {
        if (this.#isCovered(mask)) continue;
        bucket = this.#bucket(mask);
      }
      if (row < bucket.bound && (!eligibleSorted || eligibleSorted(row))) bucket.add(row);
    }
  }

  #bucket(mask: number): RowBucket {
    const bucket = (this.#buckets[mask] ??= new RowBucket());
    if (this.#bucketIsUsed[mask] === 0) {
      this.#bucketIsUsed[mask] = 1;
      bucket.reset(this.#request.keep);
    }
    return bucket;
  }
}

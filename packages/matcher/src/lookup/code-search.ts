import type { CatalogueVersion } from "../changes/catalogue-version.ts";
import type { MatchOrder } from "../code-index/match-order.ts";
import { listRanges, type CodeList } from "../sorted-codes/code-lists.ts";
import type { Range } from "../sorted-codes/sorted-codes.ts";
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

const chunkLength = 1024;
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
  readonly #places = new Uint32Array(chunkLength);
  /** Every track that matches in all modalities of one of these is in its bucket. */
  #covered: number[] = [];
  #prefixes: Range[] = [];
  /** The modalities whose changes are in their buckets. */
  #changesAdded = 0;
  /** Most rows still wanted of a subset. */
  #keep = 0;
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
      if (bucket.isEmpty) continue;
      const wanted = emit(mask, bucket.rows());
      if (wanted <= 0) break;
      if (this.#keep < Infinity) this.#keep = wanted;
    }
  }

  #start(request: CodeSearchRequest): void {
    const { sorted, lists, changes } = request.version;
    const code = this.#code;
    for (let m = 0; m < code.length; m++) code[m] = request.code[m]! <= 65_535 ? request.code[m]! : -1;
    this.#request = request;
    this.#keep = request.keep;
    this.#bucketIsUsed.fill(0);
    this.#covered = [];
    this.#changesAdded = changes === 0 ? -1 : 0;
    this.#prefixes = listRanges(sorted, lists[0]!, code, sorted.depth);
    this.#inUse = 0;
    for (const { order, starts } of lists) {
      const first = order[0]!;
      if (starts[code[first]!]! < starts[code[first]! + 1]!) this.#inUse |= 1 << first;
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
    const { sorted, lists } = this.#request.version;
    let shortest = Infinity;
    let best: [CodeList, Range, common: number] | undefined;
    for (const list of lists) {
      let matching = 0;
      let common = 0;
      while (matching < sorted.depth && (mask >> list.order[matching]!) & 1)
        common |= 1 << list.order[matching++]!;
      if (matching === 0) continue;
      const range = list.places
        ? listRanges(sorted, list, this.#code, matching, this.#prefixes[0]).at(-1)!
        : this.#prefixes[matching - 1]!;
      const length = range.end - range.start;
      if (best && listCost * length >= shortest) continue;
      best = [list, range, common];
      shortest = length;
      // Two modalities that the codes are sorted by are about as good as what a list has, and read faster.
      if (length <= shortStretch || (!list.places && matching > 1)) break;
    }
    this.#scan(...best!);
  }

  #isCovered(mask: number): boolean {
    for (const covered of this.#covered) if ((mask & covered) === covered) return true;
    return false;
  }

  /** Whether a track that matches in `common` and more may still be missing in its bucket. */
  #isOpen(common: number): boolean {
    for (let bit = 1; bit <= this.#inUse; bit <<= 1)
      if (this.#inUse & ~common & bit && !this.#isCovered(common | bit)) return true;
    return false;
  }

  /** Scans a stretch of a list, all of whose tracks match in the modalities `common`. */
  #scan({ places }: CodeList, { start, end }: Range, common: number): void {
    const inner = this.#prefixes[31 - Math.clz32(common + 1)];
    if (!places && inner && this.#isCovered((common << 1) | 1)) {
      // The tracks of the next longer prefix are in their buckets already.
      this.#scanPlaces(undefined, start, inner.start, common);
      this.#scanPlaces(undefined, inner.end, end, common);
    } else this.#scanPlaces(places, start, end, common);
    this.#covered.push(common);
  }

  #scanPlaces(listed: Uint32Array | undefined, start: number, end: number, common: number): void {
    const { columns, depth, rows } = this.#request.version.sorted;
    const masks = this.#masks;
    const places = this.#places;
    const open = this.#isOpen(common);
    const bucket = this.#bucket(common);
    for (let from = start; from < end; from += chunkLength) {
      const to = Math.min(from + chunkLength, end);
      let count = 0;
      for (let i = from; i < to; i++) {
        const place = listed ? listed[i]! : i;
        if (open || rows[place]! < bucket.bound) places[count++] = place;
      }
      masks.fill(common, 0, count);
      for (let modality = 0; modality < depth; modality++) {
        const bit = 1 << modality;
        if ((this.#inUse & ~common & bit) === 0) continue;
        if ((common & (bit - 1)) === bit - 1) {
          // All earlier modalities match, so the places themselves tell: cheaper than to read the codes there.
          const matching = this.#prefixes[modality]!;
          if (matching.start === matching.end || (!listed && this.#isCovered(common | bit))) continue;
          for (let i = 0; i < count; i++)
            if (places[i]! >= matching.start && places[i]! < matching.end) masks[i]! |= bit;
          continue;
        }
        const column = columns[modality]!;
        const wanted = this.#code[modality]!;
        for (let i = 0; i < count; i++) if (column[places[i]!] === wanted) masks[i]! |= bit;
      }
      this.#collect(count, common);
    }
  }

  /** Puts the rows of a scanned chunk into their buckets. */
  #collect(count: number, common: number): void {
    const { rows } = this.#request.version.sorted;
    const { eligibleSorted } = this.#request;
    const masks = this.#masks;
    const places = this.#places;
    const commonBucket = this.#bucket(common);
    for (let i = 0; i < count; i++) {
      const row = rows[places[i]!]!;
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
      bucket.reset(this.#keep);
    }
    return bucket;
  }
}

import type { CatalogueVersion } from "../changes/catalogue-version.ts";
import type { MatchOrder } from "../code-index/match-order.ts";
import { pairRange } from "../sorted-codes/code-lists.ts";
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
/** A place read through a list costs about as much as this many consecutive places. */
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
  #pairs: (Range | undefined)[] = [];
  #request!: CodeSearchRequest;
  /** The modalities in which some sorted track matches. */
  #inUse = 0;

  constructor(order: MatchOrder) {
    this.#order = order;
    this.#bucketIsUsed = new Uint8Array(order.score.length);
  }

  /** @param emit Takes the tracks of one subset, in catalogue order; returns how many more are wanted. */
  run(request: CodeSearchRequest, emit: (mask: number, rows: Uint32Array) => number): void {
    this.#start(request);
    this.#addChanges();
    for (const mask of this.#order.masks) {
      if ((mask & ~this.#inUse) === 0) this.#cover(mask);
      if (this.#bucketIsUsed[mask] === 0) continue;
      const bucket = this.#buckets[mask]!;
      if (!bucket.isEmpty && emit(mask, bucket.rows()) <= 0) break;
    }
  }

  #start(request: CodeSearchRequest): void {
    const { version, code } = request;
    const { sorted, lists } = version;
    this.#request = request;
    this.#bucketIsUsed.fill(0);
    this.#covered = [];
    this.#pairs = [];
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

  /** Tracks that were added since the codes were sorted, each once: found by the first modality that matches. */
  #addChanges(): void {
    const { version, code, eligible } = this.#request;
    if (version.changes === 0) return;
    version.log.byCode.forEach((changesOf, modality) => {
      for (const { number, sign, end, row, code: its } of changesOf.get(code[modality]!) ?? []) {
        if (number >= version.changes) break;
        if (sign < 0 || end < version.changes) continue;
        let mask = 0;
        for (let m = 0; m < its.length; m++) if (its[m] === code[m]) mask |= 1 << m;
        if ((mask & -mask) === 1 << modality && (!eligible || eligible(row))) this.#bucket(mask).add(row);
      }
    });
  }

  #cover(mask: number): void {
    if (this.#isCovered(mask)) return;
    const { lists } = this.#request.version;
    const prefixLength = 31 - Math.clz32(~mask & (mask + 1));
    let range = prefixLength > 0 ? this.#prefixes[prefixLength - 1]! : undefined;
    let cost = range ? range.end - range.start : Infinity;
    let list = -1;
    for (let modality = 0; modality < lists.length && cost > shortStretch; modality++) {
      if (((mask >> modality) & 1) === 0 || !lists[modality]) continue;
      const stretch = this.#listRange(modality, mask);
      const stretchCost = listCost * (stretch.end - stretch.start);
      if (stretchCost >= cost) continue;
      range = stretch;
      cost = stretchCost;
      list = modality;
    }
    if (list < 0) this.#scanPrefix(range!, prefixLength);
    else this.#scanList(range!, list, (1 << list) | (mask & (1 << lists[list]!.partner)));
  }

  #isCovered(mask: number): boolean {
    for (const covered of this.#covered) if ((mask & covered) === covered) return true;
    return false;
  }

  /** The part of a modality's list that holds the tracks matching in it, and in its partner if the mask does. */
  #listRange(modality: number, mask: number): Range {
    const { version, code } = this.#request;
    const list = version.lists[modality]!;
    if (((mask >> list.partner) & 1) === 0 || list.partner === modality)
      return blockOf(list.starts, code[modality]!);
    return (this.#pairs[modality] ??= pairRange(version.sorted, list, {
      code: code[modality]!,
      partnerCode: code[list.partner]!,
      block: this.#prefixes[0]!,
    }));
  }

  /** Scans consecutive places, all of which match in the first `length` modalities. */
  #scanPrefix({ start, end }: Range, length: number): void {
    const { version, code } = this.#request;
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

  /** Scans a stretch of a list, all of whose places match in the modalities `common`. */
  #scanList({ start, end }: Range, list: number, common: number): void {
    const { version, code } = this.#request;
    const { columns, depth } = version.sorted;
    const { places } = version.lists[list]!;
    const block = this.#prefixes[0]!;
    const masks = this.#masks;
    for (let from = start; from < end; from += chunkLength) {
      const count = Math.min(chunkLength, end - from);
      masks.fill(common, 0, count);
      for (let modality = 0; modality < depth; modality++) {
        if (((this.#inUse & ~common) >> modality) % 2 === 0) continue;
        const column = columns[modality]!;
        const wanted = code[modality]!;
        const bit = 1 << modality;
        if (modality === 0)
          for (let i = 0; i < count; i++) {
            const place = places[from + i]!;
            if (place >= block.start && place < block.end) masks[i]! |= bit;
          }
        else for (let i = 0; i < count; i++) if (column[places[from + i]!] === wanted) masks[i]! |= bit;
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

import { keepsSortedCode, type CatalogueVersion } from "../changes/catalogue-version.ts";
import type { MatchOrder } from "../code-index/match-order.ts";
import { listRanges, type CodeList, type Shares } from "../sorted-codes/code-lists.ts";
import type { Range } from "../sorted-codes/sorted-codes.ts";
import { dropPlaces, takePlaces } from "./place-sieve.ts";
import { RepeatedPlaces, type AscendingPlaces } from "./repeated-places.ts";
import { RowBucket } from "./row-bucket.ts";

export interface CodeSearchRequest {
  version: CatalogueVersion;
  code: ArrayLike<number>;
  /** Most rows wanted of one subset of modalities: the first ones in catalogue order. */
  keep: number;
  /** Whether a row may be returned; left out when every row may. */
  eligible?: (row: number) => boolean;
}

/** A stretch is worth changing to if it is this many times as short: places read through a list cost more. */
const listCost = 2;
/** A stretch of so few places is not worth looking for a shorter one. */
const shortStretch = 128;

/**
 * The search for the tracks that match a code, subset of modalities by subset, best first. Tracks that match in a
 * subset lie in a stretch: of the sorted codes (the first modalities match) or of a list. If it is the stretch of the
 * subset itself, its least rows that match in nothing else are taken; otherwise its tracks that match in more go into
 * the buckets of the subsets in which they match, so that later subsets that the stretch covers cost nothing more.
 * Tracks that match in the first modalities and in two more are those that several lists share. The search ends with
 * the subset that yields the last track wanted.
 *
 * Holds scratch memory: one search at a time.
 */
export class CodeSearch {
  readonly #order: MatchOrder;
  readonly #buckets: RowBucket[] = [];
  readonly #bucketIsUsed: Uint8Array;
  /** Every track that matches in more than all modalities of one of these is in its bucket. */
  #covered: number[] = [];
  /** The places that match in modality 0; in modalities 0 and 1; … */
  #prefixes: Range[] = [];
  /** Bit by length: prefixes whose tracks that match in two modalities more are in their buckets. */
  #intersected = 0;
  readonly #repeated = new RepeatedPlaces();
  /** Of a part of a stretch, while it is sifted. */
  readonly #places = new Uint32Array(4096);
  /** By modality, the share of the tracks with a lesser code, and with one not greater. */
  readonly #shares: Shares[] = [];
  /** The modalities whose changes are in their buckets. */
  #changesAdded = 0;
  /** Most rows still wanted of a subset. */
  #keep = 0;
  #request!: CodeSearchRequest;
  /** The modalities in which some sorted track matches. */
  #inUse = 0;
  readonly #code: Int32Array;
  /** Whether all lists but that of modality 1 are in order of place for each code. */
  readonly #listsAscend: boolean;

  constructor(order: MatchOrder) {
    this.#code = new Int32Array(order.importance.length);
    this.#order = order;
    this.#bucketIsUsed = new Uint8Array(order.score.length);
    this.#listsAscend = order.importance.every((modality, i) => i > 1 || modality === i);
  }

  /** @param emit Takes the tracks of one subset, in catalogue order; returns how many more are wanted. */
  run(request: CodeSearchRequest, emit: (mask: number, rows: Uint32Array) => number): void {
    this.#start(request);
    for (const mask of this.#order.masks) {
      if ((mask & ~this.#inUse) === 0) this.#cover(mask);
      if ((this.#changesAdded & mask & -mask) === 0) this.#addChanges(31 - Math.clz32(mask & -mask));
      if (this.#bucketIsUsed[mask] === 0) continue;
      const wanted = emit(mask, this.#buckets[mask]!.rows());
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
    this.#intersected = 0;
    this.#changesAdded = changes === 0 ? -1 : 0;
    this.#inUse = 0;
    for (const { order, starts } of lists) {
      const first = order[0]!;
      const [start, end] = [starts[code[first]!]!, starts[code[first]! + 1]!];
      this.#shares[first] = [start / sorted.rows.length, end / sorted.rows.length];
      if (start < end) this.#inUse |= 1 << first;
    }
    this.#prefixes = listRanges(sorted, lists[0]!, code, sorted.depth, undefined, this.#shares);
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

  /** Sees to it that the sorted tracks that match in exactly these modalities are in their bucket. */
  #cover(mask: number): void {
    if (this.#isCovered(mask)) return;
    const length = prefixLength(mask);
    const stretch = this.#prefixes[length - 1];
    if (this.#listsAscend && matchesFurther(mask) && stretch && lengthOf(stretch) > shortStretch)
      this.#addRepeated(length);
    else this.#coverByList(mask);
  }

  /** Whether the tracks that match in exactly these modalities are in their bucket, by the reading of a stretch. */
  #isCovered(mask: number): boolean {
    if (matchesFurther(mask) && (this.#intersected >> prefixLength(mask)) & 1) return true;
    for (const covered of this.#covered) if ((mask & covered) === covered && mask !== covered) return true;
    return false;
  }

  /** The tracks that match in the first `length` modalities, not in the next one, and in at least two more. */
  #addRepeated(length: number): void {
    const { lists } = this.#request.version;
    const common = (1 << length) - 1;
    const among: AscendingPlaces[] = [];
    for (let m = length + 1; m < this.#code.length; m++)
      if ((this.#inUse >> m) & 1)
        among.push({ places: lists[m]!.places!, ...this.#range(lists[m]!, length + 1), bit: 1 << m });
    const next = this.#prefixes[length]!;
    this.#repeated.find(among, (place, bits) => {
      const isNext = place >= next.start && place < next.end;
      if (!isNext && !this.#isCovered(common | bits)) this.#add(place, common | bits);
    });
    this.#intersected |= 1 << length;
  }

  #coverByList(mask: number): void {
    let shortest = Infinity;
    let best: [Uint32Array | undefined, Range, common: number] | undefined;
    for (const list of this.#request.version.lists) {
      let matching = 0;
      let common = 0;
      while ((mask >> list.order[matching]!) & 1 && matching < this.#code.length)
        common |= 1 << list.order[matching++]!;
      if (matching === 0) continue;
      const range = list.places ? this.#range(list, matching) : this.#prefixes[matching - 1]!;
      if (best && listCost * lengthOf(range) >= shortest) continue;
      best = [list.places, range, common];
      shortest = lengthOf(range);
      if (shortest <= shortStretch) break;
    }
    const [places, range, common] = best!;
    if (common === mask) this.#addExact(places, range, common);
    else this.#addBetter(places, range, common);
  }

  /** Positions in a list of the tracks that match in the first modalities of its order. */
  #range(list: CodeList, matching: number): Range {
    const { sorted } = this.#request.version;
    return listRanges(sorted, list, this.#code, matching, this.#prefixes[0], this.#shares).at(-1)!;
  }

  /** The tracks of a stretch, all of which match in the modalities `common`, that match in others as well. */
  #addBetter(listed: Uint32Array | undefined, { start, end }: Range, common: number): void {
    let open = 0;
    for (let bit = 1; bit <= this.#inUse; bit <<= 1)
      if (this.#inUse & ~common & bit && !this.#isCovered(common | bit)) open |= bit;
    for (let i = start; i < end; i++) {
      const place = listed ? listed[i]! : i;
      if (this.#matches(place, open) === 0) continue;
      const mask = common | this.#matches(place, this.#inUse & ~common);
      if (!this.#isCovered(mask)) this.#add(place, mask);
    }
    this.#covered.push(common);
  }

  /** The tracks of a stretch, all of which match in the modalities `common`, that match in no others. */
  #addExact(listed: Uint32Array | undefined, { start, end }: Range, common: number): void {
    const { rows, codes, depth, columns } = this.#request.version.sorted;
    const rowCount = codes.length / depth;
    const others = this.#inUse & ~common;
    const places = this.#places;
    // Where rows lie at random, so many of them are enough.
    let to = Math.min(rowCount, (rowCount * (1.2 * this.#keep + 16)) / (end - start)) | 0;
    let found = 0;
    for (let from = 0; from < rowCount && found < this.#keep; from = to, to = rowCount)
      for (let i = start; i < end; i += places.length) {
        let count = takePlaces(places, listed, i, Math.min(end, i + places.length), rows, from, to);
        for (let m = 1; m < depth; m++)
          if ((others >> m) & 1) count = dropPlaces(places, count, columns[m]!, this.#code[m]!);
        for (let k = 0; k < count; k++)
          if (this.#matches(places[k]!, others & 1) === 0 && this.#add(places[k]!, common)) found++;
      }
  }

  /** Those of the modalities in which the track at a place matches. */
  #matches(place: number, modalities: number): number {
    const { columns } = this.#request.version.sorted;
    const block = this.#prefixes[0]!;
    let mask = modalities & 1 && place >= block.start && place < block.end ? 1 : 0;
    for (let m = 1; m < columns.length; m++)
      if ((modalities >> m) & 1 && columns[m]![place] === this.#code[m]) mask |= 1 << m;
    return mask;
  }

  /** Whether the track at a place may be returned; it is, unless enough lesser rows match in the same modalities. */
  #add(place: number, mask: number): boolean {
    const { eligible, version } = this.#request;
    const row = version.sorted.rows[place]!;
    const bucket = this.#bucket(mask);
    if (row >= bucket.bound) return true;
    if (version.log.sortedEnds.size > 0 && !keepsSortedCode(version, row)) return false;
    if (eligible && !eligible(row)) return false;
    bucket.add(row);
    return true;
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

/** How many of the first modalities a subset holds. */
function prefixLength(mask: number): number {
  return 31 - Math.clz32(~mask & (mask + 1));
}

/** Whether a subset holds two modalities more than those. */
function matchesFurther(mask: number): boolean {
  const further = mask & (mask + 1);
  return (further & (further - 1)) !== 0;
}

function lengthOf({ start, end }: Range): number {
  return end - start;
}

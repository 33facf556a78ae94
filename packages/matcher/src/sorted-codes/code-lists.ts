import { blockStarts, columnOf, grouped, numbersUpTo, type Range, type SortedCodes } from "./sorted-codes.ts";

/**
 * The tracks ordered by the codes of modalities in some order, so that those that match in the first modalities of
 * `order` lie together.
 */
export interface CodeList {
  /** All modalities. */
  order: readonly number[];
  /** Code c of modality order[0] has the positions starts[c] … starts[c + 1] - 1. */
  starts: Uint32Array;
  /** The place at each position; undefined for the sorted codes themselves, where a position is a place. */
  places?: Uint32Array;
}

/**
 * The sorted codes, and a list for each modality that they do not begin with: so that every subset of modalities that
 * holds the most important one, and those of the next two, are found without a scan.
 *
 * @param importance The modalities, most important first.
 */
export function codeLists(sorted: SortedCodes, importance: readonly number[]): CodeList[] {
  const { depth, codes, rows, columns } = sorted;
  const lists = [sortedList(sorted)];
  const column = (m: number) => (m === 0 ? columnOf(codes, depth, rows, 0) : columns[m]!);
  for (let modality = 0; modality < depth; modality++) {
    const order = listOrder(modality, importance);
    if (modality === 0 && (depth === 1 || order[1] === 1)) continue;
    let places = numbersUpTo(rows.length);
    // Places are in order by all modalities already, and a stable pass keeps that: what ascends at the end of the
    // order needs no pass.
    let ascending = depth - 1;
    while (ascending > 1 && order[ascending - 1]! < order[ascending]!) ascending--;
    for (const m of order.slice(0, ascending).toReversed()) {
      const codesThere = column(m);
      places = grouped(places, columnOf(codesThere, 1, places, 0), blockStarts(codesThere));
    }
    lists.push({ order, starts: blockStarts(column(modality)), places });
  }
  return lists;
}

/** The sorted codes as a list. */
function sortedList({ columns, blocks }: SortedCodes): CodeList {
  return { order: columns.map((_, modality) => modality), starts: blocks };
}

/**
 * The second most important modality goes with the third, every other one with the most important, the rest in their
 * order; but the most important comes last in the list of the second, whose tracks without it are looked for there.
 */
function listOrder(modality: number, importance: readonly number[]): number[] {
  const [first, second] = importance;
  if (modality === second && importance.length > 2) return [...importance.slice(1), first!];
  const partner = modality === first ? second : first;
  const natural = importance.map((_, m) => m);
  return [...new Set([modality, partner ?? modality, ...natural])];
}

/** The shares of an order that lie before some tracks, and before the end of these. */
export type Shares = readonly [before: number, end: number];

/**
 * The positions of a list that match a code in the first, the first two, … modalities of its order.
 *
 * @param most How many modalities of the order at most.
 * @param block The places that match in modality 0.
 * @param shares By modality, the tracks of the code among all in the order of that modality: where to begin to search.
 */
export function listRanges(
  { columns }: SortedCodes,
  { order, starts, places }: CodeList,
  code: ArrayLike<number>,
  most: number,
  block?: Range,
  shares?: readonly Shares[],
): Range[] {
  const ranges: Range[] = [];
  const first = code[order[0]!]!;
  let within: Range =
    first >= 0 && first + 1 < starts.length
      ? { start: starts[first]!, end: starts[first + 1]! }
      : { start: 0, end: 0 };
  if (most > 0) ranges.push(within);
  for (let length = 1; length < most; length++) {
    const modality = order[length]!;
    const wanted = code[modality]!;
    // Within the range the codes of the modality ascend; for modality 0 the places themselves do.
    within =
      modality === 0
        ? rangeOf(block!.start, block!.end, within, shares?.[0], undefined, places)
        : rangeOf(wanted, wanted + 1, within, shares?.[modality], columns[modality], places);
    ranges.push(within);
  }
  return ranges;
}

/** The part of an ascending range whose codes (without a column: whose places) are at least `least` and below `end`. */
function rangeOf(
  least: number,
  end: number,
  within: Range,
  [before, after]: Shares = [0.5, 0.5],
  column?: Uint16Array,
  places?: Uint32Array,
): Range {
  const length = within.end - within.start;
  if (length === 0) return within;
  const guess = within.start + Math.floor(before * length);
  const start = firstFrom(least, within, column, places, guess);
  const likelyEnd = start + Math.ceil((after - before) * length);
  return { start, end: firstFrom(end, { start, end: within.end }, column, places, likelyEnd) };
}

/**
 * The first position of an ascending range whose code (without a column: whose place) is at least `least`: from a
 * likely position outwards in growing steps, then by halves.
 */
export function firstFrom(
  least: number,
  { start, end }: Range,
  column?: Uint16Array,
  places?: Uint32Array,
  likely = start,
): number {
  let probe = likely;
  let step = 4;
  let [isBelow, isAbove] = [false, false];
  while (start < end) {
    if ((isBelow && isAbove) || probe < start || probe >= end) probe = (start + end) >>> 1;
    const place = places ? places[probe]! : probe;
    if ((column ? column[place]! : place) < least) {
      start = probe + 1;
      isBelow = true;
      probe = start + step;
    } else {
      end = probe;
      isAbove = true;
      probe = end - step;
    }
    step *= 2;
  }
  return start;
}

/** The places of the tracks whose codes begin with a prefix. */
export function prefixRange(sorted: SortedCodes, prefix: ArrayLike<number>): Range {
  return (
    listRanges(sorted, sortedList(sorted), prefix, prefix.length).at(-1) ?? {
      start: 0,
      end: sorted.rows.length,
    }
  );
}

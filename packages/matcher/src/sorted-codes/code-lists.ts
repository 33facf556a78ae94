import { blockOf, blockStarts, columnOf, type Range, type SortedCodes } from "./sorted-codes.ts";

/**
 * The places in another order: by the code of one modality, then by those of others, so that the tracks that match in
 * the first modalities of `order` lie together.
 */
export interface CodeList {
  /** All modalities, the one that the list is ordered by first at the front. */
  order: readonly number[];
  places: Uint32Array;
  /** Code c of modality order[0] has places[starts[c]] … places[starts[c + 1] - 1]. */
  starts: Uint32Array;
}

/**
 * One list a modality, so that every subset of modalities that holds the most important one, and those of the next
 * two, are found without a scan. The sorted codes themselves are the list of modality 0 where it would be ordered
 * as they are; then its entry is undefined.
 *
 * @param importance The modalities, most important first.
 */
export function codeLists(sorted: SortedCodes, importance: readonly number[]): (CodeList | undefined)[] {
  const { depth, codes, rows, columns } = sorted;
  const column = (m: number) => (m === 0 ? columnOf(codes, depth, rows, 0) : columns[m]!);
  return columns.map((_, modality) => {
    const order = listOrder(modality, importance);
    if (modality === 0 && (depth === 1 || order[1] === 1)) return undefined;
    let places = new Uint32Array(rows.length);
    for (let place = 0; place < places.length; place++) places[place] = place;
    // A radix sort, the last modality first. Places come in the order of modalities 0, 1, 2, …
    let sortedFrom = order.length;
    while (sortedFrom > 1 && order.slice(sortedFrom - 1).every((m, i) => m === i)) sortedFrom--;
    for (const m of order.slice(1, sortedFrom).toReversed())
      places = grouped(places, column(m), blockStarts(column(m)));
    const starts = blockStarts(column(modality));
    return { order, places: grouped(places, column(modality), starts), starts };
  });
}

/**
 * The second most important modality goes with the third, every other one with the most important, the rest in their
 * order; but the most important comes last in the list of the second, whose tracks without it are looked for there.
 */
function listOrder(modality: number, importance: readonly number[]): number[] {
  const [first, second, third] = importance;
  if (modality === second && third !== undefined) return [...importance.slice(1), first!];
  const partner = modality === first ? second : first;
  const rest = importance.map((_, m) => m).filter((m) => m !== modality && m !== partner);
  return partner === undefined ? [modality] : [modality, partner, ...rest];
}

function grouped(places: Uint32Array, column: Uint16Array, starts: Uint32Array) {
  const next = starts.slice();
  const result = new Uint32Array(places.length);
  for (const place of places) result[next[column[place]!]!++] = place;
  return result;
}

/**
 * The stretch of a list whose tracks match in the first `length` modalities of its order.
 *
 * @param within The stretch for `length - 1`; not needed for 1.
 * @param block The places of the tracks that match in modality 0.
 */
export function listRange(
  { columns }: SortedCodes,
  { order, places, starts }: CodeList,
  { code, length, within, block }: { code: ArrayLike<number>; length: number; within?: Range; block: Range },
): Range {
  const modality = order[length - 1]!;
  if (!within) return blockOf(starts, code[modality]!);
  // Inside `within` the codes of the modality ascend; for modality 0 the places themselves do.
  const column = modality === 0 ? undefined : columns[modality]!;
  const first = (least: number, { start, end }: Range) => {
    while (start < end) {
      const middle = (start + end) >>> 1;
      const place = places[middle]!;
      if ((column ? column[place]! : place) < least) start = middle + 1;
      else end = middle;
    }
    return start;
  };
  const start = first(column ? code[modality]! : block.start, within);
  return { start, end: first(column ? code[modality]! + 1 : block.end, { start, end: within.end }) };
}

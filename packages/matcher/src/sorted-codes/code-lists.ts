import { blockOf, blockStarts, columnOf, type Range, type SortedCodes } from "./sorted-codes.ts";

/**
 * The places grouped by the code of one modality and, inside a group, ordered by the code of a partner modality, then
 * by place: the tracks that match in both lie together.
 */
export interface CodeList {
  partner: number;
  places: Uint32Array;
  /** Code c's group is places[starts[c]] … places[starts[c + 1] - 1]. */
  starts: Uint32Array;
}

/**
 * One list a modality, so that every subset of modalities that holds the most important one, and the pair of the next
 * two, is found without a scan. The sorted codes themselves are the list of modality 0 where its partner would be
 * modality 1; then its entry is undefined.
 *
 * @param importance The modalities, most important first.
 */
export function codeLists(sorted: SortedCodes, importance: readonly number[]): (CodeList | undefined)[] {
  const { depth, codes, rows, columns } = sorted;
  const column = (m: number) => (m === 0 ? columnOf(codes, depth, rows, 0) : columns[m]!);
  return columns.map((_, modality) => {
    const partner = partnerOf(modality, importance);
    if (modality === 0 && (partner === 1 || depth === 1)) return undefined;
    let places = new Uint32Array(rows.length);
    for (let place = 0; place < places.length; place++) places[place] = place;
    // Places are ordered by modality 0 already.
    if (partner !== 0) places = grouped(places, column(partner), blockStarts(column(partner)));
    const starts = blockStarts(column(modality));
    return { partner, places: grouped(places, column(modality), starts), starts };
  });
}

/** The second most important modality pairs with the third, every other one with the most important. */
function partnerOf(modality: number, importance: readonly number[]): number {
  const [first, second = first, third = first] = importance;
  if (modality === first) return second!;
  return modality === second ? third! : first!;
}

function grouped(places: Uint32Array, column: Uint16Array, starts: Uint32Array) {
  const next = starts.slice();
  const result = new Uint32Array(places.length);
  for (const place of places) result[next[column[place]!]!++] = place;
  return result;
}

/**
 * The stretch of a list whose tracks match in its modality and its partner.
 *
 * @param match.block The places of the tracks that match in modality 0.
 */
export function pairRange(
  { columns }: SortedCodes,
  { partner, places, starts }: CodeList,
  { code, partnerCode, block }: { code: number; partnerCode: number; block: Range },
): Range {
  const group = blockOf(starts, code);
  // Within the group, the key is ascending: the place where the partner is modality 0, else the partner's code.
  const column = partner === 0 ? undefined : columns[partner]!;
  const first = (least: number, { start, end }: Range) => {
    while (start < end) {
      const middle = (start + end) >>> 1;
      const place = places[middle]!;
      if ((column ? column[place]! : place) < least) start = middle + 1;
      else end = middle;
    }
    return start;
  };
  const start = first(column ? partnerCode : block.start, group);
  return { start, end: first(column ? partnerCode + 1 : block.end, { start, end: group.end }) };
}

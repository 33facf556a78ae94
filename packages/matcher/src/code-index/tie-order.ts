import { mixed } from "../ids/id-table.ts";
import { MatcherInputError } from "../matcher-input-error.ts";

/**
 * The order of tracks that match equally well. The paper does not state one.
 * - `"catalogue"`: as the tracks stand in the catalogue;
 * - `{ seed }`: shuffled, the same way for the same seed;
 * - a function: by its value, highest first (popularity, similarity, minus a distance); equal values in catalogue
 *   order.
 */
export type TieOrder = "catalogue" | { seed: number } | ((row: number, id: string) => number);

/** The rows, given in catalogue order, in the order asked for. */
export function inTieOrder(
  rows: ArrayLike<number>,
  ties: Exclude<TieOrder, "catalogue">,
  id: (row: number) => string,
): number[] {
  const scoreOf =
    typeof ties === "object"
      ? (row: number) => scrambled(row, ties.seed)
      : (row: number) => ties(row, id(row));
  const scored = Array.from(rows, (row) => ({ row, score: scoreOf(row) }));
  const unordered = scored.find(({ score }) => Number.isNaN(score));
  if (unordered) throw new MatcherInputError(`ties(${unordered.row})`, "a number", "NaN");
  return scored.toSorted((a, b) => (a.score === b.score ? 0 : b.score - a.score)).map(({ row }) => row);
}

/** MurmurHash3's mixer over row and seed: a row's number in the shuffle, whichever other rows take part. */
function scrambled(row: number, seed: number): number {
  return mixed(Math.imul(row + 1, 0x9e3779b9) ^ mixed(seed));
}

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
  if (typeof ties === "object") return shuffled(Array.from(rows), ties.seed);
  const scored = Array.from(rows, (row) => ({ row, score: ties(row, id(row)) }));
  const unordered = scored.find(({ score }) => Number.isNaN(score));
  if (unordered) throw new MatcherInputError(`ties(${unordered.row})`, "a number", "NaN");
  return scored.toSorted((a, b) => (a.score === b.score ? 0 : b.score - a.score)).map(({ row }) => row);
}

/** Fisher-Yates over mulberry32 (Tommy Ettinger, public domain). */
function shuffled(order: number[], seed: number): number[] {
  let state = seed | 0;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

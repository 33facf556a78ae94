import { ArgumentError } from "../errors/argument-error.ts";
import type { TieRank } from "./tie-rank.ts";

/** Options of `rankFromScores`. */
export interface RankFromScoresOptions {
  /** Rows that are out of the ranking, such as tracks already played; repeats are fine. @default none */
  exclude?: Iterable<number>;
}

/**
 * The rank of one catalogue row by scores over the whole catalogue, without sorting: one pass, no allocation.
 *
 * @param scores one score per catalogue row, higher is better; `-Infinity` is a score like any other. [rows]
 * @param relevantRow the row whose rank is wanted.
 * @throws {ArgumentError} if a score is `NaN`, a row is outside `scores`, or `relevantRow` is itself excluded.
 */
export function rankFromScores(
  scores: ArrayLike<number>,
  relevantRow: number,
  { exclude = [] }: RankFromScoresOptions = {},
): TieRank {
  checkRow("relevantRow", relevantRow, scores.length);
  const relevantScore = scores[relevantRow] as number;
  if (Number.isNaN(relevantScore)) throw notANumber(relevantRow);

  let better = 0;
  let tied = 0;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number;
    if (score > relevantScore) better++;
    else if (score === relevantScore) tied++;
    else if (Number.isNaN(score)) throw notANumber(row);
  }

  for (const row of new Set(exclude)) {
    checkRow("exclude", row, scores.length);
    if (row === relevantRow)
      throw new ArgumentError({ argument: "exclude", expected: "rows other than relevantRow", got: row });
    const score = scores[row] as number;
    if (score > relevantScore) better--;
    else if (score === relevantScore) tied--;
  }
  return { better, tied };
}

function checkRow(argument: string, row: number, rows: number): void {
  if (!Number.isInteger(row) || row < 0 || row >= rows)
    throw new ArgumentError({ argument, expected: `a row from 0 to ${rows - 1}`, got: row });
}

function notANumber(row: number): ArgumentError {
  return new ArgumentError({
    argument: `scores[${row}]`,
    expected: "a number that can be compared",
    got: NaN,
  });
}

import { ArgumentError } from "../errors/argument-error.ts";
import { sortRowsByScore } from "../runs/sort-rows.ts";
import type { Ranker } from "./ranker.ts";

/** Options of `reciprocalRankFusion`. */
export interface FusionOptions {
  /** Softens the lead of the first places. @default 60 (Cormack et al.) */
  k?: number;
  /** One weight per ranking. @default 1 each */
  weights?: readonly number[];
}

/**
 * Fuses rankings of one catalogue: Σ weight / (k + position). Equal scores share the mean of their positions, so the
 * order of rows never decides.
 *
 * @param rankings full score arrays, higher is better. Each [size]
 * @returns [size]
 * @throws {ArgumentError} without rankings, for unequal sizes, `NaN`, or a wrong number of weights.
 * @see Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion Outperforms Condorcet", SIGIR 2009.
 */
export function reciprocalRankFusion(
  rankings: readonly ArrayLike<number>[],
  { k = 60, weights = rankings.map(() => 1) }: FusionOptions = {},
): Float32Array {
  const size = rankings[0]?.length;
  if (size === undefined)
    throw new ArgumentError({ argument: "rankings", expected: "at least one", got: "none" });
  if (weights.length !== rankings.length)
    throw new ArgumentError({ argument: "weights", expected: `${rankings.length}`, got: weights.length });
  if (!(k >= 0)) throw new ArgumentError({ argument: "k", expected: "a number from 0", got: k });

  const fused = new Float64Array(size);
  for (const [number, scores] of rankings.entries()) {
    if (scores.length !== size)
      throw new ArgumentError({
        argument: `rankings[${number}]`,
        expected: `${size} scores`,
        got: scores.length,
      });
    if (hasNaN(scores))
      throw new ArgumentError({
        argument: `rankings[${number}]`,
        expected: "numbers that can be compared",
        got: NaN,
      });
    addRanking(fused, scores, weights[number]!, k);
  }
  return Float32Array.from(fused);
}

function hasNaN(scores: ArrayLike<number>): boolean {
  for (let row = 0; row < scores.length; row++) if (Number.isNaN(scores[row])) return true;
  return false;
}

/** Adds weight / (k + position) to every row, equal scores sharing the mean of their positions. */
function addRanking(fused: Float64Array, scores: ArrayLike<number>, weight: number, k: number): void {
  const rows = sortRowsByScore(scores);
  for (let start = 0; start < rows.length; ) {
    const score = scores[rows[start]!];
    let end = start + 1;
    while (end < rows.length && scores[rows[end]!] === score) end++;
    const share = weight / (k + (start + 1 + end) / 2);
    for (let place = start; place < end; place++) fused[rows[place]!]! += share;
    start = end;
  }
}

/** Options of `createFusionRanker`. */
export interface FusionRankerOptions extends FusionOptions {
  /** Over the same catalogue, row by row. */
  rankers: readonly Ranker[];
  /** @default "fusion" */
  name?: string;
}

/** A ranker that fuses others by {@link reciprocalRankFusion}. */
export function createFusionRanker({ rankers, name = "fusion", ...options }: FusionRankerOptions): Ranker {
  return {
    name,
    score: (history) =>
      reciprocalRankFusion(
        rankers.map((ranker) => ranker.score(history)),
        options,
      ),
  };
}

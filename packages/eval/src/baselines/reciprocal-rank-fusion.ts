import { ArgumentError } from "../errors/argument-error.ts";
import type { Ranker } from "./ranker.ts";

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
    const positionOf = meanPositions(scores, number);
    for (let row = 0; row < size; row++)
      fused[row]! += weights[number]! / (k + positionOf.get(scores[row] as number)!);
  }
  return Float32Array.from(fused);
}

/** Each distinct score's mean position, from 1. */
function meanPositions(scores: ArrayLike<number>, number: number): Map<number, number> {
  const sorted = Float64Array.from(scores).toSorted();
  if (Number.isNaN(sorted.at(-1)))
    throw new ArgumentError({
      argument: `rankings[${number}]`,
      expected: "numbers that can be compared",
      got: NaN,
    });
  const positionOf = new Map<number, number>();
  for (let end = sorted.length; end > 0; ) {
    let start = end - 1;
    while (start > 0 && sorted[start - 1] === sorted[end - 1]) start--;
    positionOf.set(sorted[end - 1]!, sorted.length - (start + end - 1) / 2);
    end = start;
  }
  return positionOf;
}

export interface FusionRankerOptions extends FusionOptions {
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

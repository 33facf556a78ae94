import { ArgumentError } from "../errors/argument-error.ts";
import type { MetricName } from "../metrics/turn-metrics.ts";
import { bootstrapInterval } from "../statistics/bootstrap-interval.ts";
import type { Interval } from "../statistics/bootstrap-interval.ts";
import { pairedBootstrapTest } from "../statistics/paired-bootstrap-test.ts";
import { pairedPermutationTest } from "../statistics/paired-permutation-test.ts";
import type { EvaluatedTurn, Evaluation } from "./evaluation.ts";

export const SIGNIFICANCE_TESTS = ["permutation", "bootstrap"] as const;
/** {@link pairedPermutationTest} or {@link pairedBootstrapTest}. */
export type SignificanceTest = (typeof SIGNIFICANCE_TESTS)[number];

/** Options of `compareRuns`. */
export interface CompareRunsOptions {
  /** Of swaps and resamples: the same seed gives the same figures. */
  seed: number;
  /** @default "mrr" */
  metric?: MetricName;
  /** @default "all" */
  subset?: string;
  /** @default "permutation" (the stricter one where dialogues are few) */
  test?: SignificanceTest;
  /** Of the permutation test: sign flips drawn when they cannot all be tried. @default 10000 */
  permutations?: number;
  /** Resamples of the interval, and of the bootstrap test. @default 2000, and 10000 */
  resamples?: number;
}

/** How far the first run is ahead of the second in one metric, and whether that may be chance. */
export interface RunComparison {
  metric: MetricName;
  subset: string;
  /** Turns compared: those of the subset. */
  turns: number;
  /** Dialogues that these turns are of. */
  dialogues: number;
  /** Mean over turns of the first run. */
  first: number;
  /** Mean over turns of the second run. */
  second: number;
  /** `first − second`. */
  difference: number;
  /** Of the difference, BCa bootstrap over dialogues, 95 %. */
  interval: Interval;
  test: SignificanceTest;
  /** Two-sided, by that test; correct several with {@link holm}. */
  pValue: number;
}

/**
 * Compares two evaluated runs turn by turn, with the dialogue as the unit of chance: turns of one dialogue share their
 * user and are not independent.
 *
 * @throws {ArgumentError} if the two runs were not scored on the same turns and tracks, the subset is unknown, or it
 *   has fewer than two dialogues.
 */
export function compareRuns(
  first: Evaluation,
  second: Evaluation,
  { seed, metric = "mrr", subset = "all", test = "permutation", permutations, resamples }: CompareRunsOptions,
): RunComparison {
  if (!(subset in first.subsets))
    throw new ArgumentError({
      argument: "subset",
      expected: `one of ${Object.keys(first.subsets).join(", ")}`,
      got: subset,
    });
  const pairs = pairTurns(first, second).filter(([turn]) => turn.subsets.includes(subset));
  const a = pairs.map(([turn]) => turn.metrics[metric]);
  const b = pairs.map(([, turn]) => turn.metrics[metric]);
  const groups = pairs.map(([turn]) => turn.dialogueId);
  const differences = a.map((value, index) => value - b[index]!);
  const interval = bootstrapInterval({ values: differences, groups, seed, resamples });
  const values = { first: a, second: b, groups, seed };
  const { difference, pValue } =
    test === "bootstrap"
      ? pairedBootstrapTest({ ...values, resamples })
      : pairedPermutationTest({ ...values, permutations });
  return {
    metric,
    subset,
    turns: pairs.length,
    dialogues: new Set(groups).size,
    first: mean(a),
    second: mean(b),
    difference,
    interval,
    test,
    pValue,
  };
}

function pairTurns(first: Evaluation, second: Evaluation): [EvaluatedTurn, EvaluatedTurn][] {
  const byId = new Map(second.turns.map((turn) => [turn.turnId, turn]));
  const differing = first.turns.filter((turn) => byId.get(turn.turnId)?.trackId !== turn.trackId);
  if (differing.length > 0 || byId.size !== first.turns.length)
    throw new ArgumentError({
      argument: "second",
      expected: "an evaluation on the very turns and tracks of the first",
      got: differing.length > 0 ? `another turn "${differing[0]!.turnId}"` : `${byId.size} turns`,
    });
  return first.turns.map((turn) => [turn, byId.get(turn.turnId)!]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

import { METRIC_NAMES } from "../metrics/turn-metrics.ts";
import type { MetricName, MetricValues } from "../metrics/turn-metrics.ts";
import { bootstrapInterval } from "../statistics/bootstrap-interval.ts";
import type { BootstrapOptions, Interval } from "../statistics/bootstrap-interval.ts";
import type { EvaluatedTurn, SubsetFigures, TurnNumberFigures } from "./evaluation.ts";
import { groupBy } from "./group-by.ts";

/** How to compute intervals; see {@link BootstrapOptions}. */
export type IntervalOptions = Pick<BootstrapOptions, "seed" | "resamples" | "level" | "method">;

/** Figures of the turns of one subset. */
export function subsetFigures(turns: readonly EvaluatedTurn[], intervals?: IntervalOptions): SubsetFigures {
  const byDialogue = groupBy(turns, ({ dialogueId }) => dialogueId);
  return {
    turns: turns.length,
    dialogues: byDialogue.size,
    missing: turns.filter(({ missing }) => missing).length,
    unranked: turns.filter(({ missing, rank }) => !missing && rank === undefined).length,
    ...meanMetrics(turns.map(({ metrics }) => metrics)),
    overDialogues: meanMetrics(
      [...byDialogue.values()].map((dialogue) => meanMetrics(dialogue.map(({ metrics }) => metrics))),
    ),
    byTurn: figuresByTurn(turns, intervals),
    ...metricIntervals(turns, intervals),
  };
}

function figuresByTurn(
  turns: readonly EvaluatedTurn[],
  intervals: IntervalOptions | undefined,
): TurnNumberFigures[] {
  return [...groupBy(turns, ({ turn }) => turn)]
    .toSorted(([a], [b]) => a - b)
    .map(([turn, group]) => ({
      turn,
      turns: group.length,
      ...meanMetrics(group.map(({ metrics }) => metrics)),
      ...metricIntervals(group, intervals),
    }));
}

function meanMetrics(values: readonly MetricValues[]): MetricValues {
  return eachMetric((name) => values.reduce((sum, value) => sum + value[name], 0) / values.length);
}

function metricIntervals(
  turns: readonly EvaluatedTurn[],
  options: IntervalOptions | undefined,
): { intervals?: Record<MetricName, Interval> } {
  const groups = turns.map(({ dialogueId }) => dialogueId);
  if (options === undefined || new Set(groups).size < 2) return {};
  return {
    intervals: eachMetric((name) =>
      bootstrapInterval({ ...options, groups, values: turns.map(({ metrics }) => metrics[name]) }),
    ),
  };
}

function eachMetric<T>(compute: (name: MetricName) => T): Record<MetricName, T> {
  return Object.fromEntries(METRIC_NAMES.map((name) => [name, compute(name)])) as Record<MetricName, T>;
}

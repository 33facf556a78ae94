import type { MetricName, MetricValues } from "../metrics/turn-metrics.ts";
import { METRIC_NAMES } from "../metrics/turn-metrics.ts";
import type { Interval } from "../statistics/bootstrap-interval.ts";
import type { TableFormat } from "./format-table.ts";
import { METRIC_TITLES } from "./metric-titles.ts";

/** What tables of metrics take alike. */
export interface MetricTableOptions {
  /** Decimals. @default 3 (the paper's) */
  digits?: number;
  /** Print intervals where the figures have them; in CSV as columns of their own. @default false */
  intervals?: boolean;
  /** @default "markdown" */
  format?: TableFormat;
}

/** The columns of the metrics in a table: their titles, and the cells of a row, "–" for what is not a number. */
export function metricColumns({ digits = 3, intervals = false, format = "markdown" }: MetricTableOptions) {
  const apart = format === "csv" && intervals;
  const figureOf = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? "–" : value.toFixed(digits);
  return {
    titles: METRIC_NAMES.flatMap((metric) => {
      const title = METRIC_TITLES[metric];
      return apart ? [title, `${title} low`, `${title} high`] : [title];
    }),
    cells: (figures: MetricValues & { intervals?: Record<MetricName, Interval> }): string[] =>
      METRIC_NAMES.flatMap((metric) => {
        const value = figureOf(figures[metric]);
        const interval = intervals ? figures.intervals?.[metric] : undefined;
        if (apart) return [value, figureOf(interval?.low), figureOf(interval?.high)];
        return [interval ? `${value} [${figureOf(interval.low)}, ${figureOf(interval.high)}]` : value];
      }),
  };
}

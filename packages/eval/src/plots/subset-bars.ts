import { ArgumentError } from "../errors/argument-error.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import type { MetricName } from "../metrics/turn-metrics.ts";
import { METRIC_TITLES } from "../tables/metric-titles.ts";
import { fillScale, plotSpec } from "./vega-lite-spec.ts";
import type { VegaLiteSpec } from "./vega-lite-spec.ts";

/** Options of `subsetBars`. */
export interface SubsetBarsOptions {
  systems: readonly { system: string; subsets: Evaluation["subsets"] }[];
  /** Subsets to compare, in order. @default ["warm", "cold"] */
  subsets?: readonly string[];
  /** A panel each. @default ["mrr", "hitAt10"] */
  metrics?: readonly MetricName[];
  title?: string;
  /** Of one panel, in pixels. @default 60 a system */
  width?: number;
  /** @default 240 */
  height?: number;
}

/**
 * Warm against cold (or any subsets): grouped bars per system, a panel per metric, with the interval as a line where
 * the figures have one. Subsets without turns have no bar.
 *
 * @throws {ArgumentError} if a system lacks one of the subsets, or none has turns.
 */
export function subsetBars({
  systems,
  subsets = ["warm", "cold"],
  metrics = ["mrr", "hitAt10"],
  title,
  width = 60 * systems.length,
  height = 240,
}: SubsetBarsOptions): VegaLiteSpec {
  const values = systems.flatMap(({ system, subsets: figuresOf }) =>
    subsets.flatMap((subset) => {
      const figures = figuresOf[subset];
      if (figures === undefined)
        throw new ArgumentError({
          argument: `systems "${system}"`,
          expected: `with subset "${subset}"`,
          got: "none",
        });
      if (figures.turns === 0) return [];
      return metrics.map((metric) => ({
        system,
        subset,
        metric: METRIC_TITLES[metric],
        value: figures[metric],
        low: figures.intervals?.[metric].low,
        high: figures.intervals?.[metric].high,
      }));
    }),
  );
  if (values.length === 0)
    throw new ArgumentError({ argument: "systems", expected: "figures of at least one turn", got: "none" });

  const place = {
    x: { field: "system", type: "nominal", title: null, sort: null, axis: { labelAngle: -30 } },
    xOffset: { field: "subset", type: "nominal", sort: subsets },
  };
  return plotSpec(title, {
    data: { values },
    facet: {
      column: {
        field: "metric",
        type: "nominal",
        title: null,
        sort: metrics.map((metric) => METRIC_TITLES[metric]),
      },
    },
    resolve: { scale: { y: "independent" } },
    spec: {
      width,
      height,
      layer: [
        {
          mark: { type: "bar", stroke: "black", strokeWidth: 0.5 },
          encoding: {
            ...place,
            y: { field: "value", type: "quantitative", title: null },
            color: { field: "subset", type: "nominal", title: "Subset", scale: fillScale(subsets) },
          },
        },
        {
          transform: [{ filter: "isValid(datum.low)" }],
          mark: { type: "rule", strokeWidth: 1.5 },
          encoding: { ...place, y: { field: "low", type: "quantitative" }, y2: { field: "high" } },
        },
      ],
    },
  });
}

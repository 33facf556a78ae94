import { ArgumentError } from "../errors/argument-error.ts";
import type { TurnNumberFigures } from "../evaluation/evaluation.ts";
import type { MetricName } from "../metrics/turn-metrics.ts";
import { METRIC_TITLES } from "../tables/metric-titles.ts";
import { colourScale, dashScale, plotSpec, shapeScale } from "./vega-lite-spec.ts";
import type { VegaLiteSpec } from "./vega-lite-spec.ts";

/** Options of `metricByTurn`. */
export interface MetricByTurnOptions {
  systems: readonly { system: string; byTurn: readonly TurnNumberFigures[] }[];
  /** @default "mrr" */
  metric?: MetricName;
  /** Turn numbers that fewer dialogues reach are left out: their means are noise. @default 1 */
  minimumTurns?: number;
  title?: string;
  /** In pixels. @default 460 */
  width?: number;
  /** @default 280 */
  height?: number;
}

/**
 * The paper's Fig. 3: MRR (or another metric) by turn number, a line per system, with a band for the interval where
 * the figures have one.
 *
 * @throws {ArgumentError} if nothing is left to draw.
 */
export function metricByTurn({
  systems,
  metric = "mrr",
  minimumTurns = 1,
  title,
  width = 460,
  height = 280,
}: MetricByTurnOptions): VegaLiteSpec {
  const values = systems.flatMap(({ system, byTurn }) =>
    byTurn
      .filter(({ turns }) => turns >= minimumTurns)
      .map((figures) => ({
        system,
        turn: figures.turn,
        turns: figures.turns,
        value: figures[metric],
        low: figures.intervals?.[metric].low,
        high: figures.intervals?.[metric].high,
      })),
  );
  if (values.length === 0)
    throw new ArgumentError({ argument: "systems", expected: "systems with figures by turn", got: "none" });

  const names = systems.map(({ system }) => system);
  // Without this the legend takes on the band's faint fill, or the lines' dashes around its points.
  const legend = { symbolOpacity: 1, symbolStrokeWidth: 0, symbolSize: 90 };
  const colour = { field: "system", type: "nominal", title: "System", scale: colourScale(names), legend };
  const turn = {
    field: "turn",
    type: "quantitative",
    title: "Turn",
    scale: { nice: false, padding: 12 },
    axis: { tickMinStep: 1, format: "d" },
  };
  return plotSpec(title, {
    width,
    height,
    data: { values },
    resolve: { legend: { strokeDash: "independent" } },
    layer: [
      {
        transform: [{ filter: "isValid(datum.low)" }],
        mark: { type: "area", opacity: 0.15 },
        encoding: {
          x: turn,
          y: { field: "low", type: "quantitative", title: METRIC_TITLES[metric] },
          y2: { field: "high" },
          color: colour,
        },
      },
      {
        mark: { type: "line", strokeWidth: 2 },
        encoding: {
          x: turn,
          y: { field: "value", type: "quantitative", title: METRIC_TITLES[metric] },
          color: colour,
          strokeDash: {
            field: "system",
            type: "nominal",
            title: "System",
            scale: dashScale(names),
            legend: null,
          },
        },
      },
      {
        mark: { type: "point", filled: true, size: 60, opacity: 1 },
        encoding: {
          x: turn,
          y: { field: "value", type: "quantitative", title: METRIC_TITLES[metric] },
          color: colour,
          shape: { field: "system", type: "nominal", title: "System", scale: shapeScale(names), legend },
        },
      },
    ],
  });
}

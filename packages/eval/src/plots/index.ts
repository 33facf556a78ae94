export { lossCurves } from "./loss-curves.ts";
export type { LossCurve, LossCurvesOptions, LossPoint } from "./loss-curves.ts";
export { metricByTurn } from "./metric-by-turn.ts";
export type { MetricByTurnOptions } from "./metric-by-turn.ts";
export { subsetBars } from "./subset-bars.ts";
export type { SubsetBarsOptions } from "./subset-bars.ts";
export type { VegaLiteSpec } from "./vega-lite-spec.ts";

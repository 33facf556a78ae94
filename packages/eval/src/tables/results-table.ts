import type { SubsetFigures } from "../evaluation/evaluation.ts";
import type { MetricName } from "../metrics/turn-metrics.ts";
import { METRIC_NAMES } from "../metrics/turn-metrics.ts";
import { formatTable } from "./format-table.ts";
import type { TableFormat } from "./format-table.ts";
import { METRIC_TITLES } from "./metric-titles.ts";

export interface ResultsRow {
  system: string;
  /** @default "all" */
  subset?: string;
  figures: Pick<SubsetFigures, "turns" | "dialogues" | "missing" | "intervals" | MetricName>;
}

export interface ResultsTableOptions {
  /** Decimals. @default 3 (the paper's) */
  digits?: number;
  /** Print intervals where the figures have them; in CSV as columns of their own. @default false */
  intervals?: boolean;
  /** @default "markdown" */
  format?: TableFormat;
}

/** The paper's Table 2: a row per system and subset, the counts beside the figures; "–" for no turns. */
export function resultsTable(
  rows: readonly ResultsRow[],
  { digits = 3, intervals = false, format = "markdown" }: ResultsTableOptions = {},
): string {
  const figureOf = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? "–" : value.toFixed(digits);
  const bounds = (row: ResultsRow, metric: MetricName) => {
    const interval = intervals ? row.figures.intervals?.[metric] : undefined;
    if (format === "csv") return intervals ? [figureOf(interval?.low), figureOf(interval?.high)] : [];
    return interval ? [`[${figureOf(interval.low)}, ${figureOf(interval.high)}]`] : [];
  };
  const cells = (row: ResultsRow, metric: MetricName) => {
    const parts = [figureOf(row.figures[metric]), ...bounds(row, metric)];
    return format === "csv" ? parts : [parts.join(" ")];
  };
  return formatTable(
    {
      header: [
        "System",
        "Subset",
        "Turns",
        "Dialogues",
        "Missing",
        ...METRIC_NAMES.flatMap((metric) => {
          const title = METRIC_TITLES[metric];
          return format === "csv" && intervals ? [title, `${title} low`, `${title} high`] : [title];
        }),
      ],
      rows: rows.map((row) => [
        row.system,
        row.subset ?? "all",
        ...[row.figures.turns, row.figures.dialogues, row.figures.missing].map(String),
        ...METRIC_NAMES.flatMap((metric) => cells(row, metric)),
      ]),
      nameColumns: 2,
    },
    format,
  );
}

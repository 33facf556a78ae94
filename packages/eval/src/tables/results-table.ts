import type { SubsetFigures } from "../evaluation/evaluation.ts";
import type { MetricName } from "../metrics/turn-metrics.ts";
import { METRIC_NAMES } from "../metrics/turn-metrics.ts";
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
  /** Print intervals where the figures have them. @default false */
  intervals?: boolean;
}

/** The paper's Table 2 as Markdown: a row per system and subset, the counts beside the figures; "–" for no turns. */
export function resultsTable(
  rows: readonly ResultsRow[],
  { digits = 3, intervals = false }: ResultsTableOptions = {},
): string {
  const body = rows.map(({ system, subset = "all", figures }) => [
    escapeCell(system),
    escapeCell(subset),
    ...[figures.turns, figures.dialogues, figures.missing].map(String),
    ...METRIC_NAMES.map((metric) => formatFigure(metric, figures, digits, intervals)),
  ]);
  const header = [
    "System",
    "Subset",
    "Turns",
    "Dialogues",
    "Missing",
    ...METRIC_NAMES.map((metric) => METRIC_TITLES[metric]),
  ];
  const rule = header.map((_, column) => (column < 2 ? "---" : "---:"));
  return [header, rule, ...body].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function formatFigure(
  metric: MetricName,
  figures: ResultsRow["figures"],
  digits: number,
  intervals: boolean,
): string {
  const value = figures[metric];
  if (!Number.isFinite(value)) return "–";
  const interval = intervals ? figures.intervals?.[metric] : undefined;
  const bounds = interval ? ` [${interval.low.toFixed(digits)}, ${interval.high.toFixed(digits)}]` : "";
  return value.toFixed(digits) + bounds;
}

function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

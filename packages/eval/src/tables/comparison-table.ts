import type { RunComparison } from "../evaluation/compare-runs.ts";
import { formatTable } from "./format-table.ts";
import type { TableFormat } from "./format-table.ts";
import { METRIC_TITLES } from "./metric-titles.ts";

/** Two systems and how they compare. */
export interface ComparisonRow {
  /** Name of the first system. */
  first: string;
  /** Name of the second system. */
  second: string;
  comparison: RunComparison;
  /** The p-value corrected for all the tests made ({@link holm}). @default not printed */
  adjustedPValue?: number;
}

/** Options of `comparisonTable`. */
export interface ComparisonTableOptions {
  /** Decimals of the figures; p-values have one more. @default 3 */
  digits?: number;
  /** @default "markdown" */
  format?: TableFormat;
}

/** Comparisons of two runs each, a row per comparison: both figures, the difference with its 95 % interval, the test and its p-value. */
export function comparisonTable(
  rows: readonly ComparisonRow[],
  { digits = 3, format = "markdown" }: ComparisonTableOptions = {},
): string {
  const adjusted = rows.some(({ adjustedPValue }) => adjustedPValue !== undefined);
  const probability = (value: number | undefined) => value?.toFixed(digits + 1) ?? "–";
  return formatTable(
    {
      header: [
        "First",
        "Second",
        "Subset",
        "Metric",
        "Turns",
        "Dialogues",
        "Mean of first",
        "Mean of second",
        "Difference",
        "Low",
        "High",
        "Test",
        "p",
        ...(adjusted ? ["p (Holm)"] : []),
      ],
      rows: rows.map(({ first, second, comparison, adjustedPValue }) => [
        first,
        second,
        comparison.subset,
        METRIC_TITLES[comparison.metric],
        ...[comparison.turns, comparison.dialogues].map(String),
        ...[comparison.first, comparison.second, comparison.difference].map((value) => value.toFixed(digits)),
        ...[comparison.interval.low, comparison.interval.high].map((value) => value.toFixed(digits)),
        comparison.test,
        probability(comparison.pValue),
        ...(adjusted ? [probability(adjustedPValue)] : []),
      ]),
      nameColumns: 4,
    },
    format,
  );
}

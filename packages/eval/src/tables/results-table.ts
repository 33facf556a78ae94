import type { SubsetFigures } from "../evaluation/evaluation.ts";
import type { MetricName } from "../metrics/turn-metrics.ts";
import { formatTable } from "./format-table.ts";
import { metricColumns } from "./metric-columns.ts";
import type { MetricTableOptions } from "./metric-columns.ts";

/** A system and its figures. */
export interface ResultsRow {
  /** Name of the system. */
  system: string;
  /** @default "all" */
  subset?: string;
  figures: Pick<SubsetFigures, "turns" | "dialogues" | "missing" | "intervals" | MetricName>;
}

/** Options of `resultsTable`. */
export type ResultsTableOptions = MetricTableOptions;

/** The paper's Table 2: a row per system and subset, the counts beside the figures; "–" for no turns. */
export function resultsTable(rows: readonly ResultsRow[], options: ResultsTableOptions = {}): string {
  const metrics = metricColumns(options);
  return formatTable(
    {
      header: ["System", "Subset", "Turns", "Dialogues", "Missing", ...metrics.titles],
      rows: rows.map(({ system, subset = "all", figures }) => [
        system,
        subset,
        ...[figures.turns, figures.dialogues, figures.missing].map(String),
        ...metrics.cells(figures),
      ]),
      nameColumns: 2,
    },
    options.format ?? "markdown",
  );
}

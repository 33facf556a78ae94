import type { TurnNumberFigures } from "../evaluation/evaluation.ts";
import { formatTable } from "./format-table.ts";
import { metricColumns } from "./metric-columns.ts";
import type { MetricTableOptions } from "./metric-columns.ts";

/** A system and its figures by turn number. */
export interface ByTurnRows {
  /** Name of the system. */
  system: string;
  /** @default "all" */
  subset?: string;
  byTurn: readonly TurnNumberFigures[];
}

/** The figures of the paper's Fig. 3: a row per system, subset and turn number, with the turns averaged. */
export function byTurnTable(systems: readonly ByTurnRows[], options: MetricTableOptions = {}): string {
  const metrics = metricColumns(options);
  return formatTable(
    {
      header: ["System", "Subset", "Turn", "Turns", ...metrics.titles],
      rows: systems.flatMap(({ system, subset = "all", byTurn }) =>
        byTurn.map((figures) => [
          system,
          subset,
          ...[figures.turn, figures.turns].map(String),
          ...metrics.cells(figures),
        ]),
      ),
      nameColumns: 2,
    },
    options.format ?? "markdown",
  );
}

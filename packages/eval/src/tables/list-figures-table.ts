import type { ListFigures } from "../evaluation/list-figures.ts";
import { formatTable } from "./format-table.ts";
import type { TableFormat } from "./format-table.ts";

/** Options of `listFiguresTable`. */
export interface ListFiguresTableOptions {
  /** Decimals. @default 3 */
  digits?: number;
  /** @default "markdown" */
  format?: TableFormat;
}

/** Figures beyond accuracy, a row per system; "–" for what was not computed. The cutoff stands in the titles when all share it. */
export function listFiguresTable(
  rows: readonly { system: string; figures: ListFigures }[],
  { digits = 3, format = "markdown" }: ListFiguresTableOptions = {},
): string {
  const cutoffs = new Set(rows.map(({ figures }) => figures.cutoff));
  const at = cutoffs.size === 1 ? `@${[...cutoffs][0]}` : "";
  const figureOf = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? "–" : value.toFixed(digits);
  return formatTable(
    {
      header: [
        "System",
        "Lists",
        "Empty",
        ...["Coverage", "Gini", "Novelty", "Diversity"].map((title) => `${title}${at}`),
        "Validity",
      ],
      rows: rows.map(({ system, figures }) => [
        system,
        ...[figures.lists, figures.emptyLists].map(String),
        ...[figures.coverage, figures.gini, figures.novelty, figures.diversity, figures.validity].map(
          figureOf,
        ),
      ]),
      nameColumns: 1,
    },
    format,
  );
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compareRuns } from "../evaluation/compare-runs.ts";
import { readTruth } from "../node/truth-files.ts";
import { holm } from "../statistics/holm.ts";
import { byTurnTable } from "../tables/by-turn-table.ts";
import { comparisonTable } from "../tables/comparison-table.ts";
import { listFiguresTable } from "../tables/list-figures-table.ts";
import { resultsTable } from "../tables/results-table.ts";
import { evaluateFiles } from "./evaluate-file.ts";
import type { System } from "./evaluate-file.ts";
import type { CommandOptions } from "./options.ts";
import { reportPlots } from "./report-plots.ts";
import { remarks } from "./score.ts";
import { UsageError } from "./usage.ts";

/** `report TRUTH RUN...`: a folder with tables, plots and tests. @returns the files written, one a line. */
export async function report(files: readonly string[], options: CommandOptions): Promise<string> {
  const [truthFile, ...runFiles] = files;
  if (truthFile === undefined || runFiles.length === 0)
    throw new UsageError("report takes a truth and one run or more: TRUTH RUN...");
  const systems = await evaluateFiles(runFiles, await readTruth(truthFile), options);

  const intervals = options.resamples > 0;
  const rows = systems.flatMap(({ system, evaluation }) =>
    Object.entries(evaluation.subsets).map(([subset, figures]) => ({ system, subset, figures })),
  );
  const byTurn = rows.map(({ system, subset, figures }) => ({ system, subset, byTurn: figures.byTurn }));
  const overDialogues = rows.map(({ figures, ...row }) => ({
    ...row,
    figures: { ...figures, ...figures.overDialogues, intervals: undefined },
  }));
  const plots = await reportPlots(systems, options);
  const written: Record<string, string | Uint8Array> = {
    "results.csv": resultsTable(rows, { format: "csv", intervals, digits: 6 }),
    "results.tex": resultsTable(rows, { format: "latex" }),
    "by-turn.csv": byTurnTable(byTurn, { format: "csv", intervals, digits: 6 }),
    ...plots.files,
  };
  written["report.md"] = [
    `# Evaluation against ${truthFile}`,
    `Means over turns${intervals ? ", with 95 % intervals (bootstrap over dialogues)" : ""}.`,
    resultsTable(rows, { intervals }),
    ...systems.map(({ system, evaluation }) => {
      const text = remarks(evaluation);
      return text === "" ? "" : `${system}:\n${text}`;
    }),
    ...tests(systems, options),
    "## Over dialogues\n\nMeans over dialogues of each one's mean over its turns.",
    resultsTable(overDialogues),
    ...beyondAccuracy(systems),
    "## By turn",
    byTurnTable(byTurn.filter(({ subset }) => subset === "all")),
    ...plots.remarks,
    ...plots.pictures.map((name) => `![${name}](${name}.svg)`),
  ]
    .filter((part) => part !== "")
    .map((part) => `${part.trimEnd()}\n`)
    .join("\n");

  await mkdir(options.out, { recursive: true });
  for (const [name, content] of Object.entries(written)) await writeFile(join(options.out, name), content);
  return Object.keys(written)
    .map((name) => `${join(options.out, name)}\n`)
    .join("");
}

function tests(
  [first, ...others]: readonly System[],
  { seed, metric, resamples, test }: CommandOptions,
): string[] {
  const dialogues = first?.evaluation.subsets.all.dialogues ?? 0;
  if (first === undefined || others.length === 0 || dialogues < 2) return [];
  const comparisons = others.map(({ evaluation }) =>
    compareRuns(evaluation, first.evaluation, { seed, metric, resamples: Math.max(resamples, 1), test }),
  );
  const adjusted = holm(comparisons.map(({ pValue }) => pValue));
  const table = comparisonTable(
    comparisons.map((comparison, index) => ({
      first: others[index]!.system,
      second: first.system,
      comparison,
      adjustedPValue: adjusted[index]!,
    })),
  );
  return [`## Against ${first.system}`, table];
}

function beyondAccuracy(systems: readonly System[]): string[] {
  const rows = systems.flatMap(({ system, lists }) => (lists ? [{ system, figures: lists }] : []));
  return rows.length === 0 ? [] : ["## Beyond accuracy", listFiguresTable(rows)];
}

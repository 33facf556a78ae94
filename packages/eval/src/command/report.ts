import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compareRuns } from "../evaluation/compare-runs.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { readTruth } from "../node/truth-files.ts";
import { metricByTurn, subsetBars } from "../plots/index.ts";
import type { VegaLiteSpec } from "../plots/index.ts";
import { holm } from "../statistics/holm.ts";
import { comparisonTable } from "../tables/comparison-table.ts";
import { resultsTable } from "../tables/results-table.ts";
import { evaluateFile, systemName } from "./evaluate-file.ts";
import type { CommandOptions } from "./options.ts";
import { remarks } from "./score.ts";
import { UsageError } from "./usage.ts";

interface System {
  system: string;
  evaluation: Evaluation;
}

/** `report TRUTH RUN...`: a folder with tables, plots and tests. @returns the files written, one a line. */
export async function report(files: readonly string[], options: CommandOptions): Promise<string> {
  const [truthFile, ...runFiles] = files;
  if (truthFile === undefined || runFiles.length === 0)
    throw new UsageError("report takes a truth and one run or more: TRUTH RUN...");
  const truth = await readTruth(truthFile);
  const systems: System[] = [];
  for (const file of runFiles)
    systems.push({
      system: systemName(file),
      evaluation: await evaluateFile(file, truth, options, { intervals: true }),
    });

  const rows = systems.flatMap(({ system, evaluation }) =>
    Object.entries(evaluation.subsets).map(([subset, figures]) => ({ system, subset, figures })),
  );
  const intervals = options.resamples > 0;
  const written: Record<string, string | Uint8Array> = {
    "results.csv": resultsTable(rows, { format: "csv", intervals, digits: 6 }),
    "results.tex": resultsTable(rows, { format: "latex" }),
    ...(await plots(systems, options)),
  };
  const pictures = Object.keys(written).filter((name) => name.endsWith(".svg"));
  written["report.md"] = [
    `# Evaluation against ${truthFile}\n`,
    resultsTable(rows, { intervals }),
    ...systems.flatMap(({ system, evaluation }) => {
      const text = remarks(evaluation);
      return text === "" ? [] : [`${system}:\n${text}`];
    }),
    ...tests(systems, options),
    ...pictures.map((name) => `![${name.replace(".svg", "")}](${name})\n`),
  ].join("\n");

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
  return [`## Against ${first.system}\n`, table];
}

async function plots(
  systems: readonly System[],
  { metric, warm }: CommandOptions,
): Promise<Record<string, string>> {
  const specs: Record<string, VegaLiteSpec> = {
    [`${metric}-by-turn`]: metricByTurn({
      systems: systems.map(({ system, evaluation }) => ({ system, byTurn: evaluation.subsets.all.byTurn })),
      metric,
    }),
    ...(warm !== undefined && {
      "warm-and-cold": subsetBars({
        systems: systems.map(({ system, evaluation }) => ({ system, subsets: evaluation.subsets })),
      }),
    }),
  };
  const files: Record<string, string> = {};
  for (const [name, spec] of Object.entries(specs)) {
    files[`${name}.vl.json`] = `${JSON.stringify(spec, null, 2)}\n`;
    const svg = await svgIfInstalled(spec);
    if (svg !== undefined) files[`${name}.svg`] = svg;
  }
  return files;
}

/** The picture, where the optional peers that draw it are installed; the specification is written in any case. */
async function svgIfInstalled(spec: VegaLiteSpec): Promise<string | undefined> {
  const { canRender, renderSvg } = await import("../plots/node/render-svg.ts");
  return (await canRender()) ? renderSvg(spec) : undefined;
}

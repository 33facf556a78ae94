import { resultsTable } from "@talkplay/eval";
import { lossCurves, metricByTurn, subsetBars } from "@talkplay/eval/plots";
import { renderSvg } from "@talkplay/eval/plots/node";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { htmlReport } from "./html.ts";
import type { ReportPlots } from "./html.ts";
import { markdownReport } from "./markdown.ts";
import { reportData } from "./report-data.ts";
import type { ReportData, ReportInput } from "./report-data.ts";
import { verdict } from "./verdict.ts";

/** Systems whose lines Fig. 3 draws: more would hide each other. */
const plottedSystems = ["talkplay", "talkplay-paper", "bm25", "dense", "fusion", "popularity"];

/**
 * Writes `report.json`, `report.md`, `report.html` and `plots/*.svg`.
 *
 * @returns what to print at the end of the run
 */
export async function writeReport(input: ReportInput): Promise<{ summary: string }> {
  const { folder } = input;
  const report = reportData(input);
  const plots = await drawPlots(input, report);
  const files: Record<string, string> = {
    "report.json": `${JSON.stringify(report, null, 2)}\n`,
    "report.md": markdownReport(report),
    "report.html": htmlReport(report, plots),
    "plots/loss.svg": plots.loss,
    ...Object.fromEntries(plots.byTurn.map(({ testSet, svg }) => [`plots/mrr-by-turn-${testSet}.svg`, svg])),
    ...Object.fromEntries(plots.subsets.map(({ testSet, svg }) => [`plots/warm-cold-${testSet}.svg`, svg])),
  };
  mkdirSync(folder.file("plots"), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(folder.file(`${name}.part`), text);
    renameSync(folder.file(`${name}.part`), folder.file(name));
  }
  return { summary: summaryOf(report) };
}

async function drawPlots(
  { training, result, options }: ReportInput,
  report: ReportData,
): Promise<ReportPlots> {
  const name = options.selfSimilarity ? "with self-similarity" : "without self-similarity";
  const measured = [
    ...training.training.map(({ step, metrics }) => ({
      step,
      trainCrossEntropy: metrics["conversation"],
      selfSimilarity: metrics["selfSimilarity"],
    })),
    ...training.validation.map(({ step, metrics }) => ({
      step,
      validationCrossEntropy: metrics["conversation"],
    })),
  ];
  const testSets = report.data.tests.map((test) => test.name);
  const plotted = (testSet: string) =>
    result.evaluations.filter((row) => row.testSet === testSet && plottedSystems.includes(row.system));
  return {
    loss: await renderSvg(lossCurves({ curves: [{ name, points: measured }] })),
    byTurn: await Promise.all(
      testSets.map(async (testSet) => ({
        testSet,
        svg: await renderSvg(
          metricByTurn({
            systems: plotted(testSet).map(({ system, evaluation }) => ({
              system,
              byTurn: evaluation.subsets["all"]!.byTurn,
            })),
            minimumTurns: Math.min(10, report.data.tests.find((test) => test.name === testSet)!.dialogues),
          }),
        ),
      })),
    ),
    subsets: await Promise.all(
      testSets.map(async (testSet) => ({
        testSet,
        svg: await renderSvg(
          subsetBars({
            systems: plotted(testSet).map(({ system, evaluation }) => ({
              system,
              subsets: evaluation.subsets,
            })),
          }),
        ),
      })),
    ),
  };
}

function summaryOf(report: ReportData): string {
  const tables = report.data.tests.map(({ name }) => {
    const rows = report.evaluations.filter(({ testSet, subset }) => testSet === name && subset === "all");
    return `${name}\n${resultsTable(rows.map((figures) => ({ system: figures.system, figures })))}`;
  });
  return [...tables, ...verdict(report)].join("\n");
}

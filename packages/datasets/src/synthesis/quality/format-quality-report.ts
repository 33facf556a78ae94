import { formatDialogueTable } from "../../statistics/table-1.ts";
import { MODALITIES } from "./mentioned-modalities.ts";
import type { QualityReport } from "./quality-report.ts";

/** The report as Markdown, its lengths beside the paper's Table 1. */
export function formatQualityReport(report: QualityReport): string {
  const { statistics, coverage, commonestOpenings } = report;
  const rows = MODALITIES.map(
    (modality) =>
      `| ${modality} | ${percent(coverage[modality].turns)} | ${percent(coverage[modality].dialogues)} |`,
  );
  return [
    "# Quality of the written conversations",
    "",
    formatDialogueTable([{ name: "this job", statistics }]),
    "",
    "| talked about | turns | dialogues |",
    "| --- | ---: | ---: |",
    ...rows,
    "",
    `- ${percent(report.fullCoverage)} of the dialogues talk about every modality that their tracks have`,
    `- ${percent(report.repeatedOpenings)} begin with the same four words as an earlier one${openings(commonestOpenings)}`,
    `- distinct pairs of neighbouring words: queries ${statistics.queryDistinct2.toFixed(2)}, responses ${statistics.responseDistinct2.toFixed(2)}`,
    `- ${percent(report.repairedShare)} of the answered tasks needed a repair, ${percent(report.invalidShare)} stayed invalid`,
    "",
  ].join("\n");
}

function openings(commonest: QualityReport["commonestOpenings"]): string {
  if (commonest.length === 0) return "";
  return `: ${commonest.map(({ opening, dialogues }) => `"${opening} …" ${dialogues} times`).join(", ")}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

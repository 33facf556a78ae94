import type { Evaluation } from "../evaluation/evaluation.ts";
import { readTruth } from "../node/truth-files.ts";
import { listFiguresTable } from "../tables/list-figures-table.ts";
import { resultsTable } from "../tables/results-table.ts";
import { evaluateFiles } from "./evaluate-file.ts";
import type { CommandOptions } from "./options.ts";
import { UsageError } from "./usage.ts";

/** `score RUN TRUTH` */
export async function score(files: readonly string[], options: CommandOptions): Promise<string> {
  const [runFile, truthFile, ...more] = files;
  if (runFile === undefined || truthFile === undefined || more.length > 0)
    throw new UsageError("score takes two files, RUN and TRUTH.");
  const [scored] = await evaluateFiles([runFile], await readTruth(truthFile), options);
  const { system, evaluation, lists } = scored!;
  if (options.format === "json") {
    const { subsets, missing, problems } = evaluation;
    return `${JSON.stringify({ subsets, missing, problems, lists: { ...evaluation.lists, ...lists } }, null, 2)}\n`;
  }
  const table = resultsTable(
    Object.entries(evaluation.subsets).map(([subset, figures]) => ({ system, subset, figures })),
    { format: options.format, intervals: options.resamples > 0 },
  );
  if (options.format !== "markdown") return table;
  const beyond = lists ? `\n${listFiguresTable([{ system, figures: lists }])}` : "";
  return table + beyond + remarks(evaluation);
}

/** Dialogues below which a bootstrap over them says little: its intervals come out too narrow or, by BCa, at the ends. */
const FEW_DIALOGUES = 20;

/** What a reader of the table must know: what is missing, what was wrong, and which intervals say little. */
export function remarks({ subsets, missing, problems }: Evaluation): string {
  const lines = [
    ...Object.entries(subsets)
      .filter(([, { intervals, dialogues }]) => intervals && dialogues < FEW_DIALOGUES)
      .map(([name, { dialogues }]) => `${name}: intervals over ${dialogues} dialogues are not to be trusted`),
    ...(missing.length > 0
      ? [`turns of the truth that are not in the run and score 0 (${missing.length}): ${missing.join(", ")}`]
      : []),
    ...problems.map(({ turnId, detail }) => `turn "${turnId}": ${detail}`),
  ];
  return lines.map((line) => `\n- ${line}`).join("") + (lines.length > 0 ? "\n" : "");
}

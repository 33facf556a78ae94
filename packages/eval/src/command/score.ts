import type { Evaluation } from "../evaluation/evaluation.ts";
import { readTruth } from "../node/truth-files.ts";
import { resultsTable } from "../tables/results-table.ts";
import { evaluateFile, systemName } from "./evaluate-file.ts";
import type { CommandOptions } from "./options.ts";
import { UsageError } from "./usage.ts";

/** `score RUN TRUTH` */
export async function score(files: readonly string[], options: CommandOptions): Promise<string> {
  const [runFile, truthFile, ...more] = files;
  if (runFile === undefined || truthFile === undefined || more.length > 0)
    throw new UsageError("score takes two files, RUN and TRUTH.");
  const evaluation = await evaluateFile(runFile, await readTruth(truthFile), options, { intervals: true });
  if (options.format === "json") {
    const { subsets, missing, problems, lists } = evaluation;
    return `${JSON.stringify({ subsets, missing, problems, lists }, null, 2)}\n`;
  }
  const table = resultsTable(
    Object.entries(evaluation.subsets).map(([subset, figures]) => ({
      system: systemName(runFile),
      subset,
      figures,
    })),
    { format: options.format, intervals: options.resamples > 0 },
  );
  return options.format === "markdown" ? table + remarks(evaluation) : table;
}

/** What a reader of the table must know: what is missing, and what was wrong. */
export function remarks({ missing, problems }: Evaluation): string {
  const lines = [
    ...(missing.length > 0
      ? [`turns of the truth that are not in the run and score 0 (${missing.length}): ${missing.join(", ")}`]
      : []),
    ...problems.map(({ turnId, detail }) => `turn "${turnId}": ${detail}`),
  ];
  return lines.map((line) => `\n- ${line}`).join("") + (lines.length > 0 ? "\n" : "");
}

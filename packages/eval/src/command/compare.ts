import { compareRuns } from "../evaluation/compare-runs.ts";
import { readTruth } from "../node/truth-files.ts";
import { comparisonTable } from "../tables/comparison-table.ts";
import { evaluateFiles } from "./evaluate-file.ts";
import type { CommandOptions } from "./options.ts";
import { UsageError } from "./usage.ts";

/** `compare A B TRUTH` */
export async function compare(files: readonly string[], options: CommandOptions): Promise<string> {
  const [firstFile, secondFile, truthFile, ...more] = files;
  if (firstFile === undefined || secondFile === undefined || truthFile === undefined || more.length > 0)
    throw new UsageError("compare takes three files, A, B and TRUTH.");
  const { metric, subset, seed, resamples, test, format } = options;
  if (resamples === 0) throw new UsageError("compare needs --resamples from 1.");
  const withoutIntervals = { ...options, resamples: 0 };
  const systems = await evaluateFiles([firstFile, secondFile], await readTruth(truthFile), withoutIntervals);
  const [first, second] = [systems[0]!, systems[1]!];
  if (!(subset in first.evaluation.subsets))
    throw new UsageError(
      `There is no subset "${subset}": there are ${Object.keys(first.evaluation.subsets).join(", ")} (warm and cold by --warm, popularity by --popularity).`,
    );
  const comparison = compareRuns(first.evaluation, second.evaluation, {
    seed,
    metric,
    subset,
    resamples,
    test,
  });
  return format === "json"
    ? `${JSON.stringify(comparison, null, 2)}\n`
    : comparisonTable([{ first: first.system, second: second.system, comparison }], { format });
}

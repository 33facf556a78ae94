import { compareRuns } from "../evaluation/compare-runs.ts";
import { readTruth } from "../node/truth-files.ts";
import { comparisonTable } from "../tables/comparison-table.ts";
import { evaluateFile, systemName } from "./evaluate-file.ts";
import type { CommandOptions } from "./options.ts";
import { UsageError } from "./usage.ts";

/** `compare A B TRUTH` */
export async function compare(files: readonly string[], options: CommandOptions): Promise<string> {
  const [firstFile, secondFile, truthFile, ...more] = files;
  if (firstFile === undefined || secondFile === undefined || truthFile === undefined || more.length > 0)
    throw new UsageError("compare takes three files, A, B and TRUTH.");
  const { metric, subset, seed, resamples, test, format } = options;
  if (resamples === 0) throw new UsageError("compare needs --resamples from 1.");
  const truth = await readTruth(truthFile);
  const [first, second] = [
    await evaluateFile(firstFile, truth, options, { intervals: false }),
    await evaluateFile(secondFile, truth, options, { intervals: false }),
  ];
  const comparison = compareRuns(first, second, { seed, metric, subset, resamples, test });
  return format === "json"
    ? `${JSON.stringify(comparison, null, 2)}\n`
    : comparisonTable([{ first: systemName(firstFile), second: systemName(secondFile), comparison }], {
        format,
      });
}

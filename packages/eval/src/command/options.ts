import { parseArgs } from "node:util";
import type { SignificanceTest } from "../evaluation/compare-runs.ts";
import { SIGNIFICANCE_TESTS } from "../evaluation/compare-runs.ts";
import type { MetricName } from "../metrics/turn-metrics.ts";
import { METRIC_NAMES } from "../metrics/turn-metrics.ts";
import { UsageError } from "./usage.ts";

/** Options that some commands alone have a use for. */
const COMMANDS_OF: Record<string, readonly string[]> = {
  metric: ["compare", "report"],
  subset: ["compare"],
  format: ["score", "compare"],
  out: ["report"],
  test: ["compare", "report"],
};

const FORMATS = ["markdown", "latex", "csv", "json"] as const;

export interface CommandOptions {
  catalogue?: string;
  warm?: string;
  popularity?: string;
  metric: MetricName;
  subset: string;
  format: (typeof FORMATS)[number];
  out: string;
  seed: number;
  resamples: number;
  test: SignificanceTest;
  onProblems: "throw" | "report";
}

export interface CommandLine {
  help: boolean;
  command?: string;
  files: string[];
  options: CommandOptions;
}

/** @throws {UsageError} for an option that there is not, or a value that it cannot take. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [command, ...files] = positionals;
  for (const option of Object.keys(values)) {
    const commands = COMMANDS_OF[option];
    if (command !== undefined && commands && !commands.includes(command))
      throw new UsageError(`--${option} is an option of ${commands.join(" and ")}, not of ${command}.`);
  }
  return {
    help: values.help ?? false,
    ...(command !== undefined && { command }),
    files,
    options: {
      ...(values.catalogue !== undefined && { catalogue: values.catalogue }),
      ...(values.warm !== undefined && { warm: values.warm }),
      ...(values.popularity !== undefined && { popularity: values.popularity }),
      metric: oneOf("--metric", values.metric ?? "mrr", METRIC_NAMES),
      subset: values.subset ?? "all",
      format: oneOf("--format", values.format ?? "markdown", FORMATS),
      out: values.out ?? "report",
      seed: wholeNumber("--seed", values.seed ?? "1"),
      resamples: wholeNumber("--resamples", values.resamples ?? "2000"),
      test: oneOf("--test", values.test ?? "permutation", SIGNIFICANCE_TESTS),
      onProblems:
        oneOf("--problems", values.problems ?? "stop", ["stop", "report"]) === "stop" ? "throw" : "report",
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        catalogue: { type: "string" },
        warm: { type: "string" },
        popularity: { type: "string" },
        metric: { type: "string" },
        subset: { type: "string" },
        format: { type: "string" },
        out: { type: "string" },
        seed: { type: "string" },
        resamples: { type: "string" },
        test: { type: "string" },
        problems: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    // Node's first sentence says what is wrong; the rest is about positional arguments, which are files here.
    const [problem] = (error as Error).message.split(/\.\s/);
    throw new UsageError(`${problem!.replace(/\.$/, "")}.`, { cause: error });
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined)
    throw new UsageError(`${option} must be one of ${allowed.join(", ")}, got "${value}".`);
  return found;
}

function wholeNumber(option: string, value: string): number {
  if (!/^\d{1,15}$/.test(value))
    throw new UsageError(`${option} must be a whole number from 0, got "${value}".`);
  return Number(value);
}

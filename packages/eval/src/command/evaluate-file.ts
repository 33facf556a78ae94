import { basename, extname } from "node:path";
import { readFile } from "node:fs/promises";
import { evaluateRun } from "../evaluation/evaluate-run.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { readRun } from "../node/run-files.ts";
import type { TruthTurn } from "../runs/run.ts";
import type { CommandOptions } from "./options.ts";

/** Scores a run file as the options say. */
export async function evaluateFile(
  file: string,
  truth: readonly TruthTurn[],
  { catalogue, warm, onProblems, seed, resamples }: CommandOptions,
  { intervals }: { intervals: boolean },
): Promise<Evaluation> {
  const warmIds = warm === undefined ? undefined : new Set(await readIds(warm));
  return evaluateRun(await readRun(file), truth, {
    onProblems,
    ...(catalogue !== undefined && { catalogue: await readIds(catalogue) }),
    ...(warmIds && { subsets: { warm: warmIds, cold: ({ trackId }: TruthTurn) => !warmIds.has(trackId) } }),
    ...(intervals && resamples > 0 && { intervals: { seed, resamples } }),
  });
}

/** The file's name without folder and ending: the system's name in tables. */
export function systemName(file: string): string {
  return basename(file, extname(file));
}

async function readIds(file: string): Promise<string[]> {
  const lines = (await readFile(file, "utf8")).split(/\r?\n/);
  return lines.filter((line) => line !== "");
}

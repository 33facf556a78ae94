import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { RunFileError } from "../errors/run-file-error.ts";
import { RunProblemsError } from "../errors/run-problems-error.ts";
import { evaluateRun } from "../evaluation/evaluate-run.ts";
import type { EvaluateRunOptions } from "../evaluation/evaluate-run.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { listFigures } from "../evaluation/list-figures.ts";
import type { ListFigures } from "../evaluation/list-figures.ts";
import { popularityBuckets } from "../evaluation/popularity-buckets.ts";
import { readRun } from "../node/run-files.ts";
import type { TruthTurn } from "../runs/run.ts";
import type { CommandOptions } from "./options.ts";
import { UsageError } from "./usage.ts";

/** A run file and what it earned. */
export interface System {
  system: string;
  evaluation: Evaluation;
  /** Only with a catalogue. */
  lists?: ListFigures;
}

/** Scores run files as the options say. @throws {UsageError} for a file given twice. @throws {RunProblemsError} */
export async function evaluateFiles(
  files: readonly string[],
  truth: readonly TruthTurn[],
  { catalogue, warm, popularity, onProblems, seed, resamples }: CommandOptions,
): Promise<System[]> {
  const names = systemNames(files);
  const ids = catalogue === undefined ? undefined : await readIds(catalogue);
  const counts = popularity === undefined ? undefined : await readCounts(popularity);
  const subsets: NonNullable<EvaluateRunOptions["subsets"]> = {};
  if (warm !== undefined) {
    const warmIds = new Set(await readIds(warm));
    subsets["warm"] = warmIds;
    subsets["cold"] = ({ trackId }) => !warmIds.has(trackId);
  }
  if (counts) {
    const known = ids ?? new Set([...counts.keys(), ...truth.map(({ trackId }) => trackId)]);
    for (const [bucket, held] of Object.entries(popularityBuckets({ counts, catalogue: known })))
      subsets[`popularity ${bucket}`] = held;
  }

  const systems: System[] = [];
  for (const [index, file] of files.entries()) {
    const run = await readRun(file);
    const evaluation = namingTheFile(file, () =>
      evaluateRun(run, truth, {
        onProblems,
        subsets,
        ...(ids && { catalogue: ids }),
        ...(resamples > 0 && { intervals: { seed, resamples } }),
      }),
    );
    systems.push({
      system: names[index]!,
      evaluation,
      ...(ids && { lists: listFigures(run, { catalogue: ids, ...(counts && { counts }) }) }),
    });
  }
  return systems;
}

/** Of several runs, the one at fault is named. */
function namingTheFile<Result>(file: string, evaluate: () => Result): Result {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof RunProblemsError) throw new RunProblemsError(error.problems, { file });
    throw error;
  }
}

/** The files' names without folder and ending, and the whole path of those that share theirs. */
function systemNames(files: readonly string[]): string[] {
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new UsageError(`The run ${twice} is given twice.`);
  const names = files.map((file) => basename(file, extname(file)));
  return names.map((name, index) => (names.indexOf(name) === names.lastIndexOf(name) ? name : files[index]!));
}

async function readIds(file: string): Promise<string[]> {
  const lines = (await readFile(file, "utf8")).split(/\r?\n/);
  return lines.filter((line) => line !== "");
}

/** A track a line: its id, then how often it was played or listed, apart by a tab or the last blank. */
async function readCounts(file: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [index, line] of (await readFile(file, "utf8")).split(/\r?\n/).entries()) {
    if (line === "") continue;
    const [, id, count] = /^(.+)[\t ](\d+)$/.exec(line) ?? [];
    const place = { file, line: index + 1, remedy: "Correct this line." };
    if (id === undefined)
      throw new RunFileError({ ...place, problem: `not a track id and a whole number: "${line}"` });
    if (counts.has(id)) throw new RunFileError({ ...place, problem: `track "${id}" comes a second time` });
    counts.set(id, Number(count));
  }
  return counts;
}

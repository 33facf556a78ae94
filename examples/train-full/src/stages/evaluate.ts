import {
  compareRuns,
  evaluateRun,
  matchingAnalysis,
  rankDialogues,
  reciprocalRank,
  truthOfDialogues,
} from "@talkplay/eval";
import type { Evaluation, MatchingAnalysis, RunComparison, RunTurn } from "@talkplay/eval";
import { readRun, writeRun } from "@talkplay/eval/node";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Progress } from "../command/progress.ts";
import type { RunFolder } from "../command/run-folder.ts";
import type { ExperimentData } from "../data/experiment-data.ts";
import type { System } from "./systems.ts";

/** What one system earned on one test set. */
interface SystemEvaluation {
  testSet: string;
  system: string;
  evaluation: Evaluation;
  /** Against BM25 on the same turns, by MRR; absent for BM25 itself. */
  comparison?: RunComparison;
}

export interface EvaluationResult {
  evaluations: SystemEvaluation[];
  /** What each system is, in a line. */
  systems: Pick<System, "name" | "description">[];
  /** Of the codes that the paper's sampling generated, per test set. */
  matching: Record<string, MatchingAnalysis>;
}

export interface EvaluateOptions {
  folder: RunFolder;
  data: ExperimentData;
  /** Tracks of training playlists and conversations. */
  warm: ReadonlySet<string>;
  /** Row-major [tracks, modalities]. */
  codes: Uint16Array;
  systems: (onGenerated: (code: number[] | undefined) => void) => System[];
  seed: number;
  progress: Progress;
  signal: AbortSignal;
}

/**
 * Ranks the whole catalogue at every turn of every test set with every system. Each run is a file under `runs/` that
 * can be scored again; one that is there already (of this very output folder) is read, not made again.
 */
export async function evaluateSystems(options: EvaluateOptions): Promise<EvaluationResult> {
  const { data, warm, codes, seed } = options;
  const cold = new Set(data.tracks.map(({ id }) => id).filter((id) => !warm.has(id)));
  const evaluations: SystemEvaluation[] = [];
  const matching: Record<string, MatchingAnalysis> = {};
  let described: EvaluationResult["systems"] = [];
  for (const { name, dialogues } of data.tests) {
    const { systems, runs, generated } = await runsOf(options, name, dialogues);
    described = systems;
    const scored = runs.map(({ system, run }) => ({
      testSet: name,
      system,
      evaluation: evaluateRun(run, truthOfDialogues(dialogues), {
        catalogue: data.tracks.map(({ id }) => id),
        subsets: { warm, cold },
        intervals: { seed, resamples: 1000 },
      }),
    }));
    const bm25 = scored.find(({ system }) => system === "bm25");
    for (const row of scored) {
      const comparison = bm25 && row !== bm25 && compare(row.evaluation, bm25.evaluation, seed);
      evaluations.push(comparison ? { ...row, comparison } : row);
    }
    const rowsOf = (ids: ReadonlySet<string>) =>
      data.tracks.flatMap(({ id }, row) => (ids.has(id) ? [row] : []));
    matching[name] = matchingAnalysis({
      generated: generated.map((code) => code ?? undefined),
      codes,
      modalities: data.modalities.length,
      subsets: { warm: rowsOf(warm), cold: rowsOf(cold) },
    });
  }
  return { evaluations, systems: described, matching };
}

function compare(first: Evaluation, second: Evaluation, seed: number): RunComparison | undefined {
  const dialogues = new Set(first.turns.map(({ dialogueId }) => dialogueId)).size;
  return dialogues < 2
    ? undefined
    : compareRuns(first, second, { seed, permutations: 2000, resamples: 1000 });
}

async function runsOf(
  { folder, data, systems, progress, signal }: EvaluateOptions,
  testSet: string,
  dialogues: ExperimentData["tests"][number]["dialogues"],
) {
  const ids = data.tracks.map(({ id }) => id);
  const runs: { system: string; run: RunTurn[] }[] = [];
  const generatedFile = folder.file("runs", testSet, "generated-codes.json");
  let generated: (number[] | null)[] = [];
  const created = systems((code) => generated.push(code ?? null));
  for (const system of created) {
    const file = folder.file("runs", testSet, `${system.name}.jsonl`);
    const generates = system.name === "talkplay-paper";
    if (existsSync(file) && (!generates || existsSync(generatedFile))) {
      runs.push({ system: system.name, run: await readRun(file) });
      if (generates) generated = JSON.parse(readFileSync(generatedFile, "utf8")) as (number[] | null)[];
      continue;
    }
    const run = await rankDialogues({
      ranker: system,
      dialogues,
      ids,
      signal,
      onProgress: ({ turns, totalTurns }) =>
        progress.update(`${testSet}: ${system.name}, turn ${turns} of ${totalTurns}`, turns / totalTurns),
    });
    await writeRun(file, run);
    if (generates) {
      writeFileSync(`${generatedFile}.part`, JSON.stringify(generated));
      renameSync(`${generatedFile}.part`, generatedFile);
    }
    const ranks = run.map(({ rankOfTruth }) => (rankOfTruth ? reciprocalRank(rankOfTruth) : 0));
    const mrr = ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
    progress.note(`${testSet}: ${system.name} ranked ${run.length} turns, MRR ${mrr.toFixed(3)}`);
    runs.push({ system: system.name, run });
  }
  const described = created.map(({ name, description }) => ({ name, description }));
  return { systems: described, runs, generated };
}

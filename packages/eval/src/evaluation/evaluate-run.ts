import { ArgumentError } from "../errors/argument-error.ts";
import { RunProblemsError } from "../errors/run-problems-error.ts";
import { catalogueCoverage } from "../metrics/catalogue-coverage.ts";
import { rankFromList } from "../metrics/rank-from-list.ts";
import { turnMetrics } from "../metrics/turn-metrics.ts";
import { validityShare } from "../metrics/validity-share.ts";
import type { RunTurn, TruthTurn } from "../runs/run.ts";
import type { EvaluatedTurn, Evaluation } from "./evaluation.ts";
import { IdCheck } from "./id-check.ts";
import { findProblems } from "./run-problems.ts";
import type { RunProblem } from "./run-problems.ts";
import { subsetFigures } from "./subset-figures.ts";
import type { IntervalOptions } from "./subset-figures.ts";

/** Options of `evaluateRun`. */
export interface EvaluateRunOptions {
  /** Every track id there is: ranked ids outside it are problems, and coverage and validity are computed.
   * @default not checked */
  catalogue?: Iterable<string>;
  /**
   * Subsets to report apart, beside `all`: the track ids whose turns each holds, such as
   * `{ warm: trainingTrackIds, cold: coldTrackIds }`, or a rule.
   */
  subsets?: Record<string, ReadonlySet<string> | ((turn: TruthTurn) => boolean)>;
  /** Bootstrap intervals over dialogues for every mean over turns. @default none */
  intervals?: IntervalOptions;
  /**
   * What to do with a run that has problems ({@link RunProblem}): `"throw"`, or `"report"` them in the result and
   * score what is there: unknown ids keep their places, of a repeated id the first place counts, of a repeated turn
   * the first one, extra turns are left out, a contradicted rank gives way to the list, and bad scores to its order.
   * @default "throw"
   */
  onProblems?: "throw" | "report";
}

/**
 * Scores a run against the truth as TalkPlay §6 does, with the rules that make figures comparable: equal scores count
 * at their expected value over all orders, every turn of the truth counts (one that the run lacks scores 0 and is
 * named), and nothing in the run is dropped silently.
 *
 * @throws {RunProblemsError} naming every problem of the run, unless `onProblems` is `"report"`.
 * @throws {ArgumentError} if the truth is empty, repeats a turn, or has a track that the catalogue lacks.
 */
export function evaluateRun(
  run: Iterable<RunTurn>,
  truth: Iterable<TruthTurn>,
  { catalogue, subsets = {}, intervals, onProblems = "throw" }: EvaluateRunOptions = {},
): Evaluation {
  const known = catalogue && new Set(catalogue);
  const truthById = indexTruth(truth, known);
  if ("all" in subsets)
    throw new ArgumentError({ argument: "subsets", expected: "named otherwise than the whole", got: "all" });

  const runById = new Map<string, RunTurn>();
  const problems: RunProblem[] = [];
  const ids = new IdCheck(known);
  for (const turn of run) {
    const found = findProblems(turn, truthById.get(turn.turnId), ids);
    if (runById.has(turn.turnId))
      problems.push({ kind: "repeated-turn", turnId: turn.turnId, detail: "the run has it more than once" });
    else runById.set(turn.turnId, withoutContradictions(turn, found));
    problems.push(...found);
  }
  if (problems.length > 0 && onProblems === "throw") throw new RunProblemsError(problems);

  const turns = [...truthById.values()].map((turn) => evaluateTurn(turn, runById.get(turn.turnId), subsets));
  const figuresOf = (name: string) =>
    subsetFigures(
      turns.filter((turn) => turn.subsets.includes(name)),
      intervals,
    );
  const evaluation: Evaluation = {
    subsets: {
      all: figuresOf("all"),
      ...Object.fromEntries(Object.keys(subsets).map((name) => [name, figuresOf(name)])),
    },
    turns,
    missing: turns.filter(({ missing }) => missing).map(({ turnId }) => turnId),
    problems,
  };
  if (known) {
    const lists = [...runById.values()]
      .filter(({ turnId }) => truthById.has(turnId))
      .map(({ ranked }) => ranked);
    evaluation.lists = {
      coverageAt10: catalogueCoverage(lists, known, 10),
      coverageAt100: catalogueCoverage(lists, known, 100),
      validity: validityShare(lists, known),
    };
  }
  return evaluation;
}

function indexTruth(
  truth: Iterable<TruthTurn>,
  catalogue: ReadonlySet<string> | undefined,
): Map<string, TruthTurn> {
  const truthById = new Map<string, TruthTurn>();
  for (const turn of truth) {
    const argument = `truth, turn "${turn.turnId}"`;
    if (truthById.has(turn.turnId))
      throw new ArgumentError({ argument, expected: "the only turn with its id", got: "a repeated one" });
    if (catalogue && !catalogue.has(turn.trackId))
      throw new ArgumentError({ argument, expected: "a track of the catalogue", got: `"${turn.trackId}"` });
    truthById.set(turn.turnId, turn);
  }
  if (truthById.size === 0)
    throw new ArgumentError({ argument: "truth", expected: "at least one turn", got: "none" });
  return truthById;
}

function withoutContradictions(turn: RunTurn, problems: readonly RunProblem[]): RunTurn {
  if (problems.length === 0) return turn;
  const kinds = new Set(problems.map(({ kind }) => kind));
  return {
    ...turn,
    ...(kinds.has("bad-scores") && { scores: undefined }),
    ...(kinds.has("bad-rank") && { rankOfTruth: undefined }),
  };
}

function evaluateTurn(
  truth: TruthTurn,
  turn: RunTurn | undefined,
  subsets: NonNullable<EvaluateRunOptions["subsets"]>,
): EvaluatedTurn {
  const rank = turn && (turn.rankOfTruth ?? rankFromList(turn.ranked, truth.trackId, turn.scores));
  const held = Object.entries(subsets).filter(([, subset]) =>
    typeof subset === "function" ? subset(truth) : subset.has(truth.trackId),
  );
  return {
    turnId: truth.turnId,
    dialogueId: truth.dialogueId,
    turn: truth.turn,
    trackId: truth.trackId,
    rank,
    missing: turn === undefined,
    metrics: turnMetrics(rank),
    subsets: ["all", ...held.map(([name]) => name)],
  };
}

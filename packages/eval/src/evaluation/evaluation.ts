import type { MetricName, MetricValues } from "../metrics/turn-metrics.ts";
import type { TieRank } from "../metrics/tie-rank.ts";
import type { TruthTurn } from "../runs/run.ts";
import type { Interval } from "../statistics/bootstrap-interval.ts";
import type { RunProblem } from "./run-problems.ts";

/** One turn of the truth with what the run earned there. */
export interface EvaluatedTurn extends TruthTurn {
  /** The relevant track's rank; `undefined` when the run lacks the turn or did not rank the track: all metrics are 0. */
  rank: TieRank | undefined;
  /** The run has no such turn. */
  missing: boolean;
  /** Each metric of this turn alone. */
  metrics: MetricValues;
  /** Names of the subsets that hold the turn, `"all"` included. */
  subsets: readonly string[];
}

/** Means at one turn number. */
export interface TurnNumberFigures extends MetricValues {
  /** From 1. */
  turn: number;
  /** Number of turns averaged: the dialogues that are this long. */
  turns: number;
  /** As {@link SubsetFigures.intervals}. */
  intervals?: Record<MetricName, Interval>;
}

/** Means over one subset of the turns (`mrr`, `hitAt1`, `hitAt10`, `hitAt100`: over turns). `NaN` without turns. */
export interface SubsetFigures extends MetricValues {
  /** Turns averaged. */
  turns: number;
  /** Dialogues that these turns are of. */
  dialogues: number;
  /** Turns that the run lacks; each scores 0. */
  missing: number;
  /** Turns that the run has, whose track it did not rank; each scores 0. */
  unranked: number;
  /** Mean over dialogues of the mean over a dialogue's turns in the subset. */
  overDialogues: MetricValues;
  /** The figures of first turns, of second ones, and so on. */
  byTurn: TurnNumberFigures[];
  /** Of the means over turns, by bootstrap over dialogues; only when asked for and with two dialogues or more. */
  intervals?: Record<MetricName, Interval>;
}

/** The figures of a run, over all turns and over each subset. */
export interface Evaluation {
  /** `all`, and each subset asked for. */
  subsets: { all: SubsetFigures; [name: string]: SubsetFigures };
  /** Every turn of the truth, in its order. */
  turns: EvaluatedTurn[];
  /** Ids of the turns that the run lacks. */
  missing: string[];
  /** What was wrong with the run; empty unless `onProblems` is `"report"`. */
  problems: RunProblem[];
  /** Only with a catalogue: over the lists in the run, so it depends on how many ids each keeps. */
  lists?: {
    /** Share of the catalogue among the first 10 of some turn. */
    coverageAt10: number;
    /** Share of the catalogue among the first 100 of some turn. */
    coverageAt100: number;
    /** Share of ranked ids that the catalogue has; `NaN` when every list is empty. */
    validity: number;
  };
}

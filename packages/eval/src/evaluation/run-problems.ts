import { rankFromList } from "../metrics/rank-from-list.ts";
import type { TieRank } from "../metrics/tie-rank.ts";
import type { RunTurn, TruthTurn } from "../runs/run.ts";
import type { IdCheck } from "./id-check.ts";

/** Something in a run that must not pass silently. */
export interface RunProblem {
  /**
   * - `unknown-id`: ranked ids that the catalogue does not have
   * - `repeated-id`: ids that a ranking holds more than once
   * - `repeated-turn`: a turn that the run holds more than once
   * - `extra-turn`: a turn that the truth does not have
   * - `moved-turn`: a turn that the truth has under another dialogue or turn number
   * - `bad-scores`: scores that rise along the ranking, are not numbers, or are not one per ranked id
   * - `bad-rank`: a `rankOfTruth` that is impossible, or that `ranked` and `scores` contradict
   */
  kind:
    | "unknown-id"
    | "repeated-id"
    | "repeated-turn"
    | "extra-turn"
    | "moved-turn"
    | "bad-scores"
    | "bad-rank";
  turnId: string;
  /** The ids at fault, for `unknown-id` and `repeated-id`. */
  ids?: string[];
  /** The problem in words. */
  detail: string;
}

/** Everything wrong with one turn of a run against its truth (`undefined` when the truth lacks the turn). */
export function findProblems(turn: RunTurn, truth: TruthTurn | undefined, ids: IdCheck): RunProblem[] {
  const problems: RunProblem[] = [];
  const report = (kind: RunProblem["kind"], detail: string, atFault?: string[]) =>
    problems.push({ kind, turnId: turn.turnId, ...(atFault && { ids: atFault }), detail });

  const { unknown, repeated } = ids.check(turn.ranked);
  if (unknown.length > 0)
    report("unknown-id", `ids that are not in the catalogue: ${unknown.join(", ")}`, unknown);
  if (repeated.length > 0)
    report("repeated-id", `ids ranked more than once: ${repeated.join(", ")}`, repeated);

  const badScores = describeBadScores(turn);
  if (badScores !== undefined) report("bad-scores", badScores);

  if (truth === undefined) {
    report("extra-turn", "the truth has no such turn");
    return problems;
  }
  if (truth.dialogueId !== turn.dialogueId || truth.turn !== turn.turn)
    report(
      "moved-turn",
      `it is turn ${turn.turn} of dialogue "${turn.dialogueId}", but the truth has it as turn ${truth.turn} of "${truth.dialogueId}"`,
    );
  if (turn.rankOfTruth !== undefined) {
    const scores = badScores === undefined ? turn.scores : undefined;
    const badRank = describeBadRank({ ...turn, scores }, turn.rankOfTruth, truth.trackId);
    if (badRank !== undefined) report("bad-rank", badRank);
  }
  return problems;
}

function describeBadScores({ ranked, scores }: RunTurn): string | undefined {
  if (scores === undefined) return undefined;
  if (scores.length !== ranked.length) return `${scores.length} scores for ${ranked.length} ranked ids`;
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place]!;
    if (typeof score !== "number" || Number.isNaN(score))
      return `the score at place ${place + 1} is not a number`;
    if (place > 0 && score > scores[place - 1]!) return `the scores rise at place ${place + 1}`;
  }
  return undefined;
}

/**
 * A list cut at its top K shows the truth's exact rank when the truth stands above the list's last tie, and bounds it
 * otherwise: at most as many items above as the list shows, or, outside the list, at least as many not below.
 */
function describeBadRank(turn: RunTurn, { better, tied }: TieRank, trackId: string): string | undefined {
  if (!Number.isInteger(better) || better < 0 || !Number.isInteger(tied) || tied < 1)
    return `rankOfTruth is impossible (better ${better}, tied ${tied})`;
  const listed = rankFromList(turn.ranked, trackId, turn.scores);
  if (listed === undefined)
    return better + tied > turn.ranked.length
      ? undefined
      : `rankOfTruth puts the track among the first ${better + tied}, but the list of ${turn.ranked.length} lacks it`;
  const inLastTie = listed.better + listed.tied === turn.ranked.length;
  // Without scores the list is one order of the ties: it says only that the place is among the possible ones.
  const agrees =
    turn.scores === undefined
      ? listed.better >= better && listed.better < better + tied
      : listed.better === better && (inLastTie ? listed.tied <= tied : listed.tied === tied);
  return agrees
    ? undefined
    : `rankOfTruth says better ${better}, tied ${tied}, but the list says better ${listed.better}, tied ${listed.tied}`;
}

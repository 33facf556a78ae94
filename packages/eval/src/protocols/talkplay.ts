import { evaluateRun } from "../evaluation/evaluate-run.ts";
import type { EvaluateRunOptions } from "../evaluation/evaluate-run.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { truthOfDialogues } from "../runs/rank-dialogues.ts";
import type { EvaluatedDialogue } from "../runs/rank-dialogues.ts";
import type { RunTurn } from "../runs/run.ts";

/** Options of `evaluateTalkPlay`. */
export interface TalkPlayOptions extends Pick<EvaluateRunOptions, "intervals" | "onProblems"> {
  /** The test dialogues that the run ranked ({@link rankDialogues}). */
  dialogues: readonly EvaluatedDialogue[];
  /** Every track id there is. */
  catalogue: Iterable<string>;
  /** Tracks of the training data; all others are cold. */
  trainingTracks: ReadonlySet<string>;
}

/**
 * TalkPlay's protocol: every turn's track is the one relevant item, the whole catalogue is ranked, MRR and Hit@1, 10
 * and 100 are means over turns; warm and cold tracks apart as well (subsets `warm` and `cold`).
 *
 * @throws {RunProblemsError} naming every problem of the run, unless `onProblems` is `"report"`.
 * @throws {ArgumentError} for dialogues with a track that the catalogue lacks.
 * @see TalkPlay §5.2 and §6.
 */
export function evaluateTalkPlay(
  run: Iterable<RunTurn>,
  { dialogues, catalogue, trainingTracks, ...options }: TalkPlayOptions,
): Evaluation {
  return evaluateRun(run, truthOfDialogues(dialogues), {
    ...options,
    catalogue,
    subsets: { warm: trainingTracks, cold: ({ trackId }) => !trainingTracks.has(trackId) },
  });
}

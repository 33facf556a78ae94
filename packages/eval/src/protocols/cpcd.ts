import { ArgumentError } from "../errors/argument-error.ts";
import { groupBy } from "../evaluation/group-by.ts";
import { firstHitAtK } from "../metrics/first-hit.ts";
import { firstReciprocalRank } from "../metrics/first-reciprocal-rank.ts";
import type { RunTurn } from "../runs/run.ts";
import { ranksOf } from "./ranks-of.ts";
import { indexLists } from "./turn-lists.ts";

/** A conversation of CPCD as `@talkplay/datasets` reads it; only these fields are looked at. */
export interface CpcdProtocolDialogue {
  id: string;
  /** The playlist that the conversation ends with. */
  goalTrackIds: readonly string[];
  turns: readonly { likedTrackIds: readonly string[] }[];
}

/** Options of `evaluateCpcd`. */
export interface CpcdOptions {
  dialogues: readonly CpcdProtocolDialogue[];
  /** The cluster of a track, where recordings of one song count as one. @default every track for itself */
  clusterOf?: (trackId: string) => string;
  /** How many of the tracks liked at each earlier turn leave ranking and gold. @default 3 (the authors') */
  seedsPerTurn?: number;
}

/** Means of the published metrics, each from 0 to 1. */
export interface CpcdFigures {
  hitAt1: number;
  hitAt10: number;
  hitAt100: number;
  mrrAt100: number;
}

/** The figures of a run on CPCD. */
export interface CpcdEvaluation {
  /** Means over the turns of a dialogue, then over dialogues ("macro"): the published figures. */
  overDialogues: CpcdFigures;
  /** Means over all turns ("micro"). */
  overTurns: CpcdFigures;
  /** Dialogues and turns averaged. */
  dialogues: number;
  turns: number;
  /** Turns left out because nothing of the goal playlist was left to find. */
  turnsWithoutGold: number;
  /** Ids of the turns that the run lacks; each scores 0. */
  missing: string[];
}

/**
 * CPCD's own protocol: gold is the goal playlist; at each turn, the first liked tracks of all earlier turns leave both
 * the ranking and the gold; a turn is a hit if any gold track is among the first K.
 *
 * The run's turn ids are `dialogueId#turn`, turns from 1. Lists should reach 100 tracks after the seeds are gone.
 *
 * @throws {RunProblemsError} naming every repeated turn or id and every turn that no dialogue has.
 * @throws {ArgumentError} if no turn has gold.
 * @see Chaganty et al., "Beyond Single Items", SIGIR 2023 (arXiv 2303.06791), and the evaluation script they published.
 */
export function evaluateCpcd(
  run: Iterable<Pick<RunTurn, "turnId" | "ranked">>,
  { dialogues, clusterOf = (id) => id, seedsPerTurn = 3 }: CpcdOptions,
): CpcdEvaluation {
  const turnIds = dialogues.flatMap(({ id, turns }) => turns.map((_, index) => `${id}#${index + 1}`));
  const { listOf, missing } = indexLists(run, new Set(turnIds));
  const scored: { dialogueId: string; figures: CpcdFigures }[] = [];
  for (const { id, goalTrackIds, turns } of dialogues) {
    const goal = new Set(goalTrackIds.map(clusterOf));
    const seeds = new Set<string>();
    for (const [index, { likedTrackIds }] of turns.entries()) {
      const gold = [...goal].filter((cluster) => !seeds.has(cluster));
      const ranked = new Set((listOf.get(`${id}#${index + 1}`)?.ranked ?? []).map(clusterOf));
      for (const seed of seeds) ranked.delete(seed);
      if (gold.length > 0) scored.push({ dialogueId: id, figures: turnFigures([...ranked], gold) });
      for (const liked of likedTrackIds.slice(0, seedsPerTurn)) seeds.add(clusterOf(liked));
    }
  }
  if (scored.length === 0)
    throw new ArgumentError({ argument: "dialogues", expected: "with a goal playlist", got: "none" });
  const byDialogue = groupBy(scored, ({ dialogueId }) => dialogueId);
  return {
    overDialogues: mean([...byDialogue.values()].map((turns) => mean(turns.map(({ figures }) => figures)))),
    overTurns: mean(scored.map(({ figures }) => figures)),
    dialogues: byDialogue.size,
    turns: scored.length,
    turnsWithoutGold: turnIds.length - scored.length,
    missing,
  };
}

function turnFigures(ranked: readonly string[], gold: readonly string[]): CpcdFigures {
  const ranks = ranksOf(ranked, gold);
  return {
    hitAt1: firstHitAtK(ranks, 1),
    hitAt10: firstHitAtK(ranks, 10),
    hitAt100: firstHitAtK(ranks, 100),
    mrrAt100: firstReciprocalRank(ranks, 100),
  };
}

function mean(values: readonly CpcdFigures[]): CpcdFigures {
  const of = (name: keyof CpcdFigures) => values.reduce((sum, value) => sum + value[name], 0) / values.length;
  return { hitAt1: of("hitAt1"), hitAt10: of("hitAt10"), hitAt100: of("hitAt100"), mrrAt100: of("mrrAt100") };
}

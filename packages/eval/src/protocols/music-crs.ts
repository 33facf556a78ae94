import { ArgumentError } from "../errors/argument-error.ts";
import { groupBy } from "../evaluation/group-by.ts";
import { distinctN } from "../metrics/distinct-n.ts";
import { ndcgAtK } from "../metrics/ndcg.ts";
import { ranksOf } from "./ranks-of.ts";
import { indexLists } from "./turn-lists.ts";

/** A row of a submission, in the challenge's own JSON. */
export interface MusicCrsPrediction {
  session_id: string;
  /** From 1. */
  turn_number: number;
  /** Best first, 20 of them. */
  predicted_track_ids: readonly string[];
  predicted_response: string;
}

/** A row of the ground truth, in the challenge's own JSON. */
export interface MusicCrsTruth {
  session_id: string;
  turn_number: number;
  ground_truth_track_id: string;
}

/** Options of `evaluateMusicCrs`. */
export interface MusicCrsOptions {
  truth: readonly MusicCrsTruth[];
  /** Number of tracks in the challenge's catalogue. */
  catalogueSize: number;
  /** Lexical diversity is distinct-n of the responses. @default 1 (the published evaluator's) */
  lexicalN?: number;
  /** Mean rating of the responses by the judge, 1 to 5. @default none, and no `score` */
  judgeRating?: number;
}

/** The figures of a run by the rules of Music-CRS. */
export interface MusicCrsEvaluation {
  /** Mean over turn numbers of the mean over a turn number's sessions. */
  ndcgAt1: number;
  ndcgAt10: number;
  ndcgAt20: number;
  byTurn: { turn: number; turns: number; ndcgAt1: number; ndcgAt10: number; ndcgAt20: number }[];
  /** Different tracks recommended anywhere, over the catalogue. */
  catalogueDiversity: number;
  /** Different words (or n-grams) over all words of the responses, split at blanks; 0 without any. */
  lexicalDiversity: number;
  /** 0.5 · nDCG@20 + 0.1 · catalogue diversity + 0.1 · lexical diversity + 0.3 · (judge rating − 1)/4. */
  score?: number;
  turns: number;
  /** Turns without a prediction, as `session_id#turn_number`; each scores 0. */
  missing: string[];
}

/**
 * RecSys Challenge 2026 (Music-CRS): nDCG@20 with the turn's track as the one relevant item, averaged over turn numbers,
 * and the diversity of tracks and words. The weights of `score` are those that the leaderboard's figures follow.
 *
 * @throws {RunProblemsError} naming every repeated or unasked turn, and every id that a list repeats.
 * @throws {ArgumentError} without truth, or for an impossible catalogue size or rating.
 * @see The challenge's published evaluator (music-crs-evaluator).
 */
export function evaluateMusicCrs(
  predictions: readonly MusicCrsPrediction[],
  { truth, catalogueSize, lexicalN = 1, judgeRating }: MusicCrsOptions,
): MusicCrsEvaluation {
  if (truth.length === 0)
    throw new ArgumentError({ argument: "truth", expected: "at least one turn", got: "none" });
  if (!Number.isInteger(catalogueSize) || catalogueSize < 1)
    throw new ArgumentError({
      argument: "catalogueSize",
      expected: "a whole number from 1",
      got: catalogueSize,
    });
  if (judgeRating !== undefined && !(judgeRating >= 1 && judgeRating <= 5))
    throw new ArgumentError({ argument: "judgeRating", expected: "between 1 and 5", got: judgeRating });

  const lists = predictions.map((row) => ({ turnId: turnIdOf(row), ranked: row.predicted_track_ids }));
  const { listOf, missing } = indexLists(lists, new Set(truth.map(turnIdOf)));
  const byTurn = [...groupBy(truth, ({ turn_number }) => turn_number)]
    .toSorted(([a], [b]) => a - b)
    .map(([turn, rows]) => {
      const ranks = rows.map((row) =>
        ranksOf(listOf.get(turnIdOf(row))?.ranked ?? [], [row.ground_truth_track_id]),
      );
      const ndcg = (cutoff: number) => mean(ranks.map((rank) => ndcgAtK(rank, cutoff)));
      return { turn, turns: rows.length, ndcgAt1: ndcg(1), ndcgAt10: ndcg(10), ndcgAt20: ndcg(20) };
    });
  const ndcgAt20 = mean(byTurn.map((figures) => figures.ndcgAt20));
  const catalogueDiversity =
    new Set(predictions.flatMap((row) => row.predicted_track_ids)).size / catalogueSize;
  const words = predictions.map(({ predicted_response }) => predicted_response.split(/\s+/).filter(Boolean));
  const lexicalDiversity = distinctN(words, lexicalN) || 0;
  return {
    ndcgAt1: mean(byTurn.map((figures) => figures.ndcgAt1)),
    ndcgAt10: mean(byTurn.map((figures) => figures.ndcgAt10)),
    ndcgAt20,
    byTurn,
    catalogueDiversity,
    lexicalDiversity,
    ...(judgeRating !== undefined && {
      score:
        0.5 * ndcgAt20 + 0.1 * catalogueDiversity + 0.1 * lexicalDiversity + (0.3 * (judgeRating - 1)) / 4,
    }),
    turns: truth.length,
    missing,
  };
}

function turnIdOf({ session_id, turn_number }: Pick<MusicCrsTruth, "session_id" | "turn_number">): string {
  return `${session_id}#${turn_number}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

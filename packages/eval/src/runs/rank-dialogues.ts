import type { History } from "../baselines/ranker.ts";
import { ArgumentError } from "../errors/argument-error.ts";
import { rankFromScores } from "../metrics/rank-from-scores.ts";
import type { RunTurn, TruthTurn } from "./run.ts";
import { topRows } from "./top-rows.ts";

/** A dialogue as `@talkplay/datasets` makes it; only these fields are read. */
export interface EvaluatedDialogue {
  id: string;
  turns: readonly { query: string; trackId: string; response: string }[];
}

/** Options of `rankDialogues`. */
export interface RankDialoguesOptions {
  /**
   * Scores the catalogue for a history. A {@link Ranker}, or any object with such a method, also asynchronous. Tracks
   * that it does not reach score `-Infinity`: they tie for the places after all others, and stay out of the lists.
   */
  ranker: { score(history: History): ArrayLike<number> | Promise<ArrayLike<number>> };
  dialogues: readonly EvaluatedDialogue[];
  /** The catalogue: the track id of every row. */
  ids: readonly string[];
  /** How many tracks of every ranking to keep in the run; the relevant track's rank is over the whole catalogue
   * whatever this is. @default 100 */
  keep?: number;
  /** Tracks recommended earlier in the dialogue leave the ranking. @default true (the paper does not state this) */
  excludePlayed?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: { turns: number; totalTurns: number }) => void;
}

/**
 * Runs a recommender over every turn of the dialogues as TalkPlay §6 does: the input is the true history up to the
 * turn's query, and the whole catalogue is ranked. A turn whose track was already played cannot be found while played
 * tracks are excluded, and scores 0.
 *
 * @throws {ArgumentError} if a dialogue names a track that is not in `ids`, `ids` repeats one, or the ranker returns
 *   another number of scores than there are ids. The signal's reason when aborted.
 */
export async function rankDialogues({
  ranker,
  dialogues,
  ids,
  keep = 100,
  excludePlayed = true,
  signal,
  onProgress,
}: RankDialoguesOptions): Promise<RunTurn[]> {
  const rowOf = rowsById(ids);
  const totalTurns = dialogues.reduce((sum, dialogue) => sum + dialogue.turns.length, 0);
  const run: RunTurn[] = [];
  for (const dialogue of dialogues) {
    const rows = dialogue.turns.map(({ trackId }) => findRow(rowOf, trackId, dialogue.id));
    for (const [index, { trackId }] of truthOfDialogues([dialogue]).entries()) {
      signal?.throwIfAborted();
      const played = rows.slice(0, index);
      const scores = await ranker.score({
        queries: dialogue.turns.slice(0, index + 1).map(({ query }) => query),
        played,
        responses: dialogue.turns.slice(0, index).map(({ response }) => response),
      });
      if (scores.length !== ids.length)
        throw new ArgumentError({
          argument: "ranker.score",
          expected: `${ids.length} scores`,
          got: scores.length,
        });
      const exclude = excludePlayed ? played : [];
      const top = topRows(scores, keep, { exclude }).filter((row) => scores[row] !== -Infinity);
      const turn: RunTurn = {
        ...turnKey(dialogue.id, index + 1),
        ranked: Array.from(top, (row) => ids[row]!),
        scores: Array.from(top, (row) => scores[row]!),
      };
      const row = rowOf.get(trackId)!;
      if (!exclude.includes(row)) turn.rankOfTruth = rankFromScores(scores, row, { exclude });
      run.push(turn);
      onProgress?.({ turns: run.length, totalTurns });
    }
  }
  return run;
}

/** The truth of dialogues: each turn's track is its one relevant item. Turn ids are `dialogueId#turn`. */
export function truthOfDialogues(dialogues: readonly EvaluatedDialogue[]): TruthTurn[] {
  return dialogues.flatMap((dialogue) =>
    dialogue.turns.map(({ trackId }, index) => ({ ...turnKey(dialogue.id, index + 1), trackId })),
  );
}

function turnKey(dialogueId: string, turn: number) {
  return { turnId: `${dialogueId}#${turn}`, dialogueId, turn };
}

function rowsById(ids: readonly string[]): Map<string, number> {
  const rowOf = new Map<string, number>();
  for (const [row, id] of ids.entries()) {
    if (rowOf.has(id))
      throw new ArgumentError({ argument: `ids[${row}]`, expected: "an id not seen before", got: id });
    rowOf.set(id, row);
  }
  return rowOf;
}

function findRow(rowOf: Map<string, number>, trackId: string, dialogueId: string): number {
  const row = rowOf.get(trackId);
  if (row === undefined)
    throw new ArgumentError({
      argument: `dialogue "${dialogueId}"`,
      expected: "made of tracks in ids",
      got: `track "${trackId}"`,
    });
  return row;
}

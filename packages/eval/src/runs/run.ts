import type { TieRank } from "../metrics/tie-rank.ts";

/** A turn of a dialogue, named the same way in a run and in the truth. */
export interface TurnKey {
  /** Unique in a run. */
  turnId: string;
  /** The dialogue that the turn is of. */
  dialogueId: string;
  /** Place of the turn in its dialogue, from 1. */
  turn: number;
}

/** What one system recommended at one turn. A run is an iterable of these. */
export interface RunTurn extends TurnKey {
  /** Track ids, best first, without repeats; the whole ranking or its top K. */
  ranked: readonly string[];
  /** One score per ranked id, never rising; equal scores are ties. @default the list's order is the rank */
  scores?: readonly number[];
  /**
   * The relevant track's rank over the whole catalogue ({@link rankFromScores}), so that `ranked` need not hold the
   * catalogue. When given it decides; a list that contradicts it is a problem ({@link RunProblem}).
   */
  rankOfTruth?: TieRank;
}

/** The one relevant track of a turn. The truth is an iterable of these. */
export interface TruthTurn extends TurnKey {
  /** The track that was recommended: the relevant one. */
  trackId: string;
}

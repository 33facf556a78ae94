/** A dialogue up to the moment of a recommendation: the last query is the one to answer. */
export interface History {
  /** Every user query so far, oldest first; at least one. */
  queries: readonly string[];
  /** Catalogue rows of the tracks recommended so far, oldest first. */
  played: readonly number[];
  /** The assistant's responses so far, oldest first. */
  responses: readonly string[];
}

/** Anything that scores the whole catalogue for a history: a baseline, or your own recommender. */
export interface Ranker {
  /** Names the system in tables and plots. */
  readonly name: string;
  /** One score per catalogue row, higher is better; tracks already played are scored like any other. [rows] */
  score(history: History): Float32Array;
}

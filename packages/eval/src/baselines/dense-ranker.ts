import { ArgumentError } from "../errors/argument-error.ts";
import { unitVector } from "./dense-index.ts";
import type { DenseIndex } from "./dense-index.ts";
import type { Ranker } from "./ranker.ts";

/** Options of `denseHistoryVector`. */
export interface DenseHistoryOptions {
  index: DenseIndex;
  /** The last query's embedding, by the embedder of the index. [width] */
  query: ArrayLike<number>;
  /** Catalogue rows of the tracks played so far. */
  played: readonly number[];
  /** Weight of the played tracks' mean against the query's 1; 0 leaves them out. @default 1 */
  playedWeight?: number;
}

/**
 * One vector for a dialogue so far: the last query's unit vector plus `playedWeight` times the mean of the played
 * tracks' unit vectors. The paper's baseline uses the text of the dialogue alone; with the played tracks' mean the
 * same embedder recommends far better, so that is the baseline to beat.
 *
 * @returns [width]
 */
export function denseHistoryVector({
  index,
  query,
  played,
  playedWeight = 1,
}: DenseHistoryOptions): Float32Array {
  const vector = unitVector(query, "query");
  for (const row of played) {
    const unit = index.unitRow(row);
    for (let column = 0; column < vector.length; column++)
      vector[column]! += (playedWeight / played.length) * unit[column]!;
  }
  return vector;
}

/** Options of `createDenseRanker`. */
export interface DenseRankerOptions {
  index: DenseIndex;
  /** The embedding of a query, by the embedder of the index: compute them beforehand when the embedder is
   * asynchronous, and look them up here. [width] */
  embedQuery: (query: string) => ArrayLike<number> | undefined;
  /** As in {@link denseHistoryVector}. @default 1 */
  playedWeight?: number;
  /** @default "dense" */
  name?: string;
}

/**
 * Cosine between the tracks' embeddings and the dialogue's vector ({@link denseHistoryVector}).
 *
 * @throws {ArgumentError} when scoring, if `embedQuery` has no embedding of the query's.
 */
export function createDenseRanker({
  index,
  embedQuery,
  playedWeight,
  name = "dense",
}: DenseRankerOptions): Ranker {
  return {
    name,
    score({ queries, played }) {
      const text = queries.at(-1) ?? "";
      const query = embedQuery(text);
      if (query?.length !== index.width)
        throw new ArgumentError({
          argument: "embedQuery",
          expected: `to return ${index.width} values for "${text}"`,
          got: query && `${query.length} values`,
        });
      return index.scores(denseHistoryVector({ index, query, played, playedWeight }));
    },
  };
}

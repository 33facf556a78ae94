import type { DenseIndex } from "./dense-index.ts";
import type { Ranker } from "./ranker.ts";

/** Options of `createLastTrackRanker`. */
export interface LastTrackRankerOptions {
  /** Embeddings of the tracks, of any kind: item2vec, texts, audio. */
  index: DenseIndex;
  /** @default "last-track" */
  name?: string;
}

/**
 * Cosine to the track played last, whatever was said: what the flow from track to track alone is worth. At the first
 * turn nothing has been played and all tracks tie.
 */
export function createLastTrackRanker({ index, name = "last-track" }: LastTrackRankerOptions): Ranker {
  return {
    name,
    score({ played }) {
      const last = played.at(-1);
      return last === undefined ? new Float32Array(index.size) : index.scores(index.unitRow(last));
    },
  };
}

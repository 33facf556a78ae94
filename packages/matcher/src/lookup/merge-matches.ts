import type { Match } from "./lookup-options.ts";

/**
 * How lookups of several codes become one ranking. The paper looks one code up and does not state this.
 * - `"reciprocal-rank"`: by Σ over the codes of weight / (60 + rank in that lookup) (Cormack, Clarke and Büttcher,
 *   SIGIR 2009);
 * - `"score"`: by Σ over the codes of weight · score of the match.
 */
export type MergeRule = "reciprocal-rank" | "score";

/** A track that matches at least one of several codes. */
export interface MergedMatch {
  /** Row of the track in the index. */
  row: number;
  /** Id of the track; its row as text in an index without ids. */
  id: string;
  /** By the rule of merging. */
  score: number;
  /** What matched, by code; empty where the code's lookup did not reach the track. */
  matched: (readonly string[])[];
}

const rankConstant = 60;

/** Equal sums: the track that an earlier code ranks, and ranks higher, first. */
export function mergeMatches(
  lookups: readonly (readonly Match[])[],
  { rule, weights }: { rule: MergeRule; weights: readonly number[] },
): MergedMatch[] {
  const merged = new Map<number, MergedMatch>();
  lookups.forEach((matches, lookup) =>
    matches.forEach(({ row, id, score, matched }, place) => {
      let track = merged.get(row);
      if (!track) merged.set(row, (track = { row, id, score: 0, matched: lookups.map(() => []) }));
      track.score += weights[lookup]! * (rule === "score" ? score : 1 / (rankConstant + place + 1));
      track.matched[lookup] = matched;
    }),
  );
  return [...merged.values()].toSorted((a, b) => b.score - a.score);
}

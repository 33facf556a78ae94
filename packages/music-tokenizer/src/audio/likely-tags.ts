import type { TagProbability } from "./audio-embedder.ts";

/** Options of `likelyTags`. */
export interface LikelyTagsOptions {
  /** Tags less probable are left out. @default 0.1 */
  threshold?: number;
  /** Tags at most. @default 5 */
  limit?: number;
}

/**
 * The tags heard in a track that are worth adding to the tags it has, and so to the text of its semantic modality:
 * `trackTexts({ ...track, tags: [...(track.tags ?? []), ...likelyTags(tags)] })`. The paper does not state this; its
 * tags are given.
 *
 * @returns the most probable first
 */
export function likelyTags(
  tags: readonly TagProbability[],
  { threshold = 0.1, limit = 5 }: LikelyTagsOptions = {},
): string[] {
  return tags
    .filter(({ probability }) => probability >= threshold)
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, limit)
    .map(({ tag }) => tag);
}

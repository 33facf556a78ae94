import type { TieOrder } from "../code-index/tie-order.ts";
import type { TrackFilter } from "../filters/bitmap.ts";

/** Options of a lookup. */
export interface LookupOptions {
  /** Most tracks to return. @default 10 */
  limit?: number;
  /** Ids of tracks never to return: played, disliked. */
  exclude?: Iterable<string>;
  /**
   * Only tracks that pass: available, not explicit, from the right years. A bitmap over rows (`createBitmap`) or a
   * predicate; the predicate may be asked about tracks that do not make it into the result.
   */
  filter?: TrackFilter;
  /** Order of tracks that match in the same modalities. @default "catalogue" */
  ties?: TieOrder;
}

/** A track that shares codes with what was looked up. */
export interface Match {
  /** Row of the track in the index. */
  row: number;
  /** Id of the track; its row as text in an index without ids. */
  id: string;
  /** Summed weight of the matching modalities. */
  score: number;
  /** The matching modalities, in the index's order. Never empty. */
  matched: readonly string[];
}

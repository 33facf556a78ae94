import type { Ranker } from "../ranker.ts";
import { createBm25 } from "./bm25.ts";
import type { Bm25Options } from "./bm25.ts";

/** Options of `createBm25Ranker`. */
export interface Bm25RankerOptions extends Bm25Options {
  /** The text of every catalogue row, such as {@link trackDocument}. [rows] */
  documents: readonly string[];
  /** Which of the user's queries to search for. @default "all" ("the dialogue so far", TalkPlay A.4) */
  queries?: "all" | "last";
  /** Whether the documents of the tracks played so far join the query.
   * @default true (the paper does not state it; without them the baseline is unfairly weak) */
  playedDocuments?: boolean;
  /** @default "bm25" */
  name?: string;
}

/** BM25 over the catalogue's texts, the query being the dialogue so far. @throws {ArgumentError} as {@link createBm25}. */
export function createBm25Ranker({
  documents,
  queries: searched = "all",
  playedDocuments = true,
  name = "bm25",
  ...options
}: Bm25RankerOptions): Ranker {
  const index = createBm25(documents, options);
  return {
    name,
    score({ queries, played }) {
      const texts = searched === "all" ? [...queries] : queries.slice(-1);
      if (playedDocuments) texts.push(...played.map((row) => documents[row]!));
      return index.score(texts.join("\n"));
    },
  };
}

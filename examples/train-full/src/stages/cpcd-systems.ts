import {
  createBm25,
  createItemKnnRanker,
  createPopularityRanker,
  createRandomRanker,
  denseHistoryVector,
  trackDocument,
} from "@talkplay/eval";
import type { DenseIndex, History } from "@talkplay/eval";
import type { Cpcd } from "@talkplay/datasets";

/** Scores the catalogue for the conversation so far; `played` are the liked tracks that the rule takes out. */
export interface CpcdSystem {
  name: string;
  score(history: History & { fold: number }): Float32Array;
}

export interface CpcdSystemsOptions extends Cpcd {
  /** Embeddings of the tracks' documents. */
  index: DenseIndex;
  /** Embedding of a text of {@link cpcdTexts}. */
  vectorOf: (text: string) => Float32Array;
  /** The fold of every dialogue: popularity and item-kNN learn from the goal playlists of the others. */
  folds: readonly number[];
  seed: number;
}

/** The baselines of the Conversational Playlist Curation Dataset, strongest information last. */
export function createCpcdSystems({
  dialogues,
  tracks,
  index,
  vectorOf,
  folds,
  seed,
}: CpcdSystemsOptions): CpcdSystem[] {
  const size = tracks.length;
  const documents = tracks.map(trackDocument);
  const bm25 = createBm25(documents);
  const rowOf = new Map(tracks.map(({ id }, row) => [id, row]));
  const learned = [...new Set(folds)].toSorted().map((fold) => {
    const others = dialogues.filter((_, place) => folds[place] !== fold);
    const playlists = others.map(({ goalTrackIds }) => goalTrackIds.map((id) => rowOf.get(id)!));
    return {
      popularity: createPopularityRanker({ playlists, size }),
      itemKnn: createItemKnnRanker({ playlists, size }),
    };
  });
  const random = createRandomRanker({ size, seed });
  const dense = (text: string, { played }: History, playedWeight: number) =>
    index.scores(denseHistoryVector({ index, query: vectorOf(text), played, playedWeight }));
  return [
    { name: "random", score: (history) => random.score(history) },
    {
      name: "popularity in the goal playlists of the other folds",
      score: (history) => learned[history.fold]!.popularity.score(history),
    },
    {
      name: "item-kNN on the goal playlists of the other folds",
      score: (history) => learned[history.fold]!.itemKnn.score(history),
    },
    { name: "BM25, all queries", score: ({ queries }) => bm25.score(queries.join("\n")) },
    {
      name: "BM25, all queries + the liked tracks' texts",
      score: ({ queries, played }) =>
        bm25.score([...queries, ...played.map((row) => documents[row]!)].join("\n")),
    },
    { name: "dense, last query", score: (history) => dense(lastQuery(history), history, 0) },
    { name: "dense, all queries", score: (history) => dense(allQueries(history.queries), history, 0) },
    {
      name: "dense, last query + the liked tracks' centroid",
      score: (history) => dense(lastQuery(history), history, 1),
    },
    {
      name: "dense, all queries + the liked tracks' centroid",
      score: (history) => dense(allQueries(history.queries), history, 1),
    },
  ];
}

/** Every text that the systems look up: the documents of the tracks, then the queries, each once. */
export function cpcdTexts({ dialogues, tracks }: Cpcd): string[] {
  const queries = dialogues.flatMap(({ turns }) =>
    turns.flatMap(({ query }, place) => [
      query,
      allQueries(turns.slice(0, place + 1).map((turn) => turn.query)),
    ]),
  );
  return [...new Set([...tracks.map(trackDocument), ...queries.map((text) => text || NOTHING)])];
}

/** Stands for a turn without words, which no embedder takes. */
const NOTHING = "music";

function lastQuery({ queries }: History): string {
  return queries.at(-1) || NOTHING;
}

/** The newest query first: embedders cut long texts at their end. */
function allQueries(queries: readonly string[]): string {
  return queries.toReversed().join(" ").trim() || NOTHING;
}

import {
  createBm25Ranker,
  createDenseRanker,
  createItemKnnRanker,
  createPopularityRanker,
  createRandomRanker,
  denseHistoryVector,
  reciprocalRankFusion,
  trackDocument,
} from "@talkplay/eval";
import type { DenseIndex, EvaluatedDialogue, History, Ranker } from "@talkplay/eval";
import {
  combineWithSimilarity,
  likelihoodScores,
  renderPrompt,
  sampleAndLookUp,
} from "@talkplay-examples/talkplay";
import type { CodeCatalogue, ConversationRenderer, ReverseLookup, Turn } from "@talkplay-examples/talkplay";
import type { Llama } from "@talkplay/llm-core";
import type { ExperimentData } from "../data/experiment-data.ts";

/** A system under evaluation: scores the whole catalogue for a dialogue so far. */
export interface System {
  name: string;
  /** One line for the report. */
  description: string;
  score(history: History): ArrayLike<number> | Promise<ArrayLike<number>>;
}

/** Nats that a cosine of 1 is worth beside the log-likelihood; chosen on a prototype, not on the test sets. */
const similarityWeight = 20;

export interface SystemsOptions {
  data: ExperimentData;
  model: Llama;
  renderer: ConversationRenderer;
  catalogue: CodeCatalogue;
  index: ReverseLookup;
  documents: DenseIndex;
  /** Embeddings of every query that will be asked. */
  queryVectors: ReadonlyMap<string, Float32Array>;
  beams: number;
  context: number;
  seed: number;
  /** Hears the code that the paper's sampling generated at each turn. */
  onGenerated: (code: number[] | undefined) => void;
  signal: AbortSignal;
}

/** Every system of the report, cheapest last. */
export function createSystems(options: SystemsOptions): System[] {
  const { data, documents, queryVectors, seed } = options;
  const rowOf = new Map(data.tracks.map(({ id }, row) => [id, row]));
  const size = data.tracks.length;
  const playlists = data.playlists.map(({ trackIds }) => trackIds.map((id) => rowOf.get(id) as number));
  const bm25 = createBm25Ranker({ documents: data.tracks.map(trackDocument) });
  const dense = createDenseRanker({ index: documents, embedQuery: (query) => queryVectors.get(query) });
  const likelihood = remember(likelihoodOf(options));
  const similarity = (history: History) =>
    documents.scores(
      denseHistoryVector({
        index: documents,
        query: queryVectors.get(history.queries.at(-1) as string) as Float32Array,
        played: history.played,
      }),
    );
  const combined = remember(async (history: History) =>
    combineWithSimilarity({
      likelihood: await likelihood(history),
      similarity: similarity(history),
      weight: similarityWeight,
    }),
  );
  return [
    {
      name: "talkplay",
      description: `log-likelihood of the track's tokens (beam search over the catalogue's trie) + ${similarityWeight} x cosine of the dense baseline`,
      score: combined,
    },
    {
      name: "talkplay-likelihood",
      description: "the log-likelihood alone; tracks with one code in the dense baseline's order",
      score: async (history) =>
        combineWithSimilarity({
          likelihood: await likelihood(history),
          similarity: similarity(history),
          weight: 1e-3,
        }),
    },
    {
      name: "fusion",
      description: "reciprocal rank fusion of talkplay and bm25",
      score: async (history) => reciprocalRankFusion([await combined(history), bm25.score(history)]),
    },
    {
      name: "talkplay-paper",
      description: "the paper's way: sampling (temperature 1.0, top-p 0.9) and reverse lookup",
      score: paperOf(options),
    },
    describe(
      bm25,
      "BM25 over {title} by {artist} from {album} {tags} {year}; the query is all queries and the played tracks' texts",
    ),
    describe(
      dense,
      "cosine of Universal Sentence Encoder Lite: the last query plus the mean of the played tracks",
    ),
    describe(
      createItemKnnRanker({ playlists, size }),
      "tracks that share training playlists with the played ones",
    ),
    describe(createPopularityRanker({ playlists, size }), "number of training playlists"),
    describe(createRandomRanker({ size, seed }), "uniform scores"),
  ];
}

function describe(ranker: Ranker, description: string): System {
  return { name: ranker.name, description, score: (history) => ranker.score(history) };
}

function likelihoodOf({ model, renderer, catalogue, data, beams, context, signal }: SystemsOptions) {
  return (history: History) =>
    likelihoodScores({
      model,
      vocabulary: renderer.vocabulary,
      catalogue,
      size: data.tracks.length,
      prompt: promptOf(renderer, data, history, context),
      beams,
      signal,
    });
}

function paperOf({ model, renderer, index, data, context, seed, onGenerated, signal }: SystemsOptions) {
  let turn = 0;
  return async (history: History) => {
    turn += 1;
    const { code, scores } = await sampleAndLookUp({
      model,
      vocabulary: renderer.vocabulary,
      index,
      size: data.tracks.length,
      prompt: promptOf(renderer, data, history, context),
      seed: seed * 1_000_003 + turn,
      signal,
    });
    onGenerated(code);
    return scores;
  };
}

function promptOf(
  renderer: ConversationRenderer,
  { tracks }: ExperimentData,
  { queries, played, responses }: History,
  context: number,
): Int32Array {
  const history: Turn[] = played.map((row, turn) => ({
    query: queries[turn] as string,
    trackId: (tracks[row] as { id: string }).id,
    response: responses[turn] as string,
  }));
  const maxTokens = context - renderer.vocabulary.modalities.length;
  return renderPrompt(renderer, { history, query: queries.at(-1) as string, maxTokens });
}

/** Systems that share a score are asked about the same turn one after another: it is computed once. */
function remember(score: (history: History) => Promise<Float32Array>) {
  const known = new Map<string, Promise<Float32Array>>();
  return (history: History): Promise<Float32Array> => {
    const key = JSON.stringify([history.queries, history.played]);
    const found = known.get(key) ?? score(history);
    known.set(key, found);
    return found;
  };
}

/** Every query that a test set asks. */
export function queriesOf(dialogues: readonly EvaluatedDialogue[]): string[] {
  return [...new Set(dialogues.flatMap(({ turns }) => turns.map(({ query }) => query)))];
}

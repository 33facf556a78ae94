import { createSampler, generate } from "@talkplay/llm-core";
import type { Llama, Tokenizer } from "@talkplay/llm-core";
import { denseHistoryVector } from "@talkplay/eval";
import type { DenseIndex } from "@talkplay/eval";
import type { TextEmbedder } from "@talkplay/music-tokenizer";
import type { MusicVocabulary } from "../music-tokens/music-vocabulary.ts";
import { combineWithSimilarity, likelihoodScores } from "../ranking/likelihood-ranker.ts";
import type { CodeCatalogue } from "../ranking/likelihood-ranker.ts";
import { renderPrompt } from "../rendering/render-conversation.ts";
import type { ConversationRenderer, Turn } from "../rendering/render-conversation.ts";

/** What a recommender is made of. */
export interface RecommenderParts {
  model: Llama;
  tokenizer: Tokenizer;
  vocabulary: MusicVocabulary;
  /** Track ids by catalogue row. */
  ids: readonly string[];
  /** Row-major [tracks, modalities]. */
  codes: Uint16Array;
  catalogue: CodeCatalogue;
  /** Embeddings of the tracks' documents by catalogue row, and the embedder that made them. */
  documents: DenseIndex;
  embedder: TextEmbedder;
}

export interface RecommendOptions {
  /** Turns so far, oldest first. */
  history: readonly Turn[];
  query: string;
  /** @default 5 */
  limit?: number;
  /** Ids of tracks that must not be recommended, besides those of the history. */
  exclude?: Iterable<string>;
  /** Nats that a cosine of 1 between dialogue and track is worth. @default 20 */
  similarityWeight?: number;
  /** @default 64 */
  beams?: number;
  signal?: AbortSignal;
}

export interface Recommendation {
  trackId: string;
  row: number;
  /** Log-likelihood of the track's code plus the weighted similarity. */
  score: number;
  /** Modalities in which the track is what the model said first. */
  matched: string[];
}

/** A trained model over a catalogue: wishes in, tracks and a sentence out. */
export class Recommender {
  readonly #renderer: ConversationRenderer;
  readonly #rowOf: ReadonlyMap<string, number>;

  constructor(readonly parts: RecommenderParts) {
    const { ids, codes, vocabulary, tokenizer } = parts;
    this.#rowOf = new Map(ids.map((id, row) => [id, row]));
    const width = vocabulary.modalities.length;
    this.#renderer = {
      tokenizer,
      vocabulary,
      codeOf: (trackId) => codes.subarray(this.#row(trackId) * width, (this.#row(trackId) + 1) * width),
    };
  }

  /**
   * The tracks that answer a query, best first: joint likelihood of their tokens over the catalogue's trie, and the
   * similarity of their text to the dialogue. Tracks of the history are left out.
   */
  async recommend(options: RecommendOptions): Promise<Recommendation[]> {
    const { limit = 5, exclude = [], history } = options;
    const { ids, codes, vocabulary } = this.parts;
    const { likelihood, scores } = await this.#score(options);
    const excluded = new Set([...history.map(({ trackId }) => trackId), ...exclude]);
    const order = Array.from(scores.keys())
      .filter((row) => !excluded.has(ids[row] as string))
      .toSorted((a, b) => scores[b]! - scores[a]!)
      .slice(0, limit);
    const width = vocabulary.modalities.length;
    const likeliest = likelihood.indexOf(
      likelihood.reduce((most, score) => Math.max(most, score), -Infinity),
    );
    return order.map((row) => ({
      trackId: ids[row] as string,
      row,
      score: scores[row] as number,
      matched: vocabulary.modalities.filter(
        (_, modality) => codes[row * width + modality] === codes[likeliest * width + modality],
      ),
    }));
  }

  /** What the model says with a track. */
  async respond({
    history,
    query,
    trackId,
    maxTokens = 60,
    temperature = 0.7,
    seed,
    signal,
    onText,
  }: {
    history: readonly Turn[];
    query: string;
    trackId: string;
    maxTokens?: number;
    /** The paper samples at 1.0; a small model is clearer when it dares less. @default 0.7 */
    temperature?: number;
    seed: number;
    signal?: AbortSignal;
    /** Told what has been said so far, after every token. */
    onText?: (text: string) => void;
  }): Promise<string> {
    const { model, tokenizer, vocabulary } = this.parts;
    const prompt = this.#prompt(history, query, vocabulary.modalities.length + 1 + maxTokens);
    const music = [...vocabulary.tokenIds(this.#renderer.codeOf(trackId)), vocabulary.endOfMusic];
    const endOfTurn = tokenizer.specialId("<|eot_id|>");
    const said: number[] = [];
    const text = (): string => tokenizer.decode(said.filter((id) => id !== endOfTurn)).trim();
    await generate({
      model,
      prompt: [...prompt, ...music],
      maxTokens,
      stopIds: [endOfTurn],
      sampler: createSampler({ temperature, topP: 0.9 }),
      seed,
      ...(signal && { signal }),
      onToken: ({ id }) => {
        said.push(id);
        // A character may take several tokens: until its last, it decodes as a replacement character.
        onText?.(text().replace(/\uFFFD+$/, ""));
      },
    });
    return text();
  }

  async #score({ history, query, similarityWeight = 20, beams, signal }: RecommendOptions) {
    const { model, vocabulary, catalogue, ids, documents, embedder } = this.parts;
    const likelihood = await likelihoodScores({
      model,
      vocabulary,
      catalogue,
      size: ids.length,
      prompt: this.#prompt(history, query, vocabulary.modalities.length),
      ...(beams !== undefined && { beams }),
      ...(signal && { signal }),
    });
    const { rows } = await embedder([query]);
    const similarity = documents.scores(
      denseHistoryVector({
        index: documents,
        query: rows,
        played: history.map(({ trackId }) => this.#row(trackId)),
      }),
    );
    return {
      likelihood,
      scores: combineWithSimilarity({ likelihood, similarity, weight: similarityWeight }),
    };
  }

  #prompt(history: readonly Turn[], query: string, reserved: number): Int32Array {
    const maxTokens = this.parts.model.config.maxPositions - reserved;
    return renderPrompt(this.#renderer, { history, query, maxTokens });
  }

  #row(trackId: string): number {
    const row = this.#rowOf.get(trackId);
    if (row === undefined)
      throw new RangeError(`track ${trackId} is not in the catalogue of this recommender`);
    return row;
  }
}

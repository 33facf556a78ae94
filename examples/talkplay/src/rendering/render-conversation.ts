import { llama3Segments, renderSegments } from "@talkplay/llm-core";
import type { ContentPart, RenderedSegments, SegmentTokenizer } from "@talkplay/llm-core";
import type { MusicVocabulary } from "../music-tokens/music-vocabulary.ts";

/** What turns a conversation into the model's ids. */
export interface ConversationRenderer {
  tokenizer: SegmentTokenizer;
  vocabulary: MusicVocabulary;
  /** A track's code; every track that is rendered must have one. */
  codeOf: (trackId: string) => ArrayLike<number>;
}

/** One exchange of a conversation. */
export interface Turn {
  query: string;
  trackId: string;
  response: string;
}

/** A document to train on; `group` names the term of the loss that it belongs to. */
export interface TrainingDocument extends RenderedSegments {
  group: "conversation" | "playlist";
}

/**
 * A conversation as documents of at most `maxTokens` tokens, in Llama 3's chat layout: a user's query, then one answer
 * that holds the track's tokens and the response. The model learns the answers: music, response and end of turn
 * (paper §3.2, §4.4). A longer conversation becomes several documents; each goes on from as many earlier turns as
 * fit beside the new ones, and every answer is learnt once.
 *
 * @param options.responseWeight loss weight of a response's tokens beside the music's 1; the paper weighs all alike.
 *   @default 1
 * @throws RangeError when one single turn is longer than `maxTokens`
 */
export function renderConversation(
  renderer: ConversationRenderer,
  {
    turns,
    maxTokens,
    responseWeight = 1,
  }: { turns: readonly Turn[]; maxTokens: number; responseWeight?: number },
): TrainingDocument[] {
  const rendered = turns.map((turn) => renderTurn(renderer, turn, responseWeight));
  const begin = renderSegments(renderer.tokenizer, llama3Segments([]));
  const documents: TrainingDocument[] = [];
  for (let learnt = 0; learnt < rendered.length; ) {
    const end = endOfDocument(rendered, learnt, maxTokens - begin.ids.length);
    const first = startOfHistory(rendered, learnt, end, maxTokens - begin.ids.length);
    const history = rendered
      .slice(first, learnt)
      .map(({ ids }) => ({ ids, weights: new Float32Array(ids.length) }));
    documents.push({
      ...concatenate([begin, ...history, ...rendered.slice(learnt, end)]),
      group: "conversation",
    });
    learnt = end;
  }
  return documents;
}

/**
 * A conversation up to the moment of a recommendation: its last query, the answer's header and start of music. The
 * oldest turns are left out when it would be longer than `maxTokens`.
 */
export function renderPrompt(
  renderer: ConversationRenderer,
  { history, query, maxTokens }: { history: readonly Turn[]; query: string; maxTokens: number },
): Int32Array {
  const { tokenizer, vocabulary } = renderer;
  const begin = renderSegments(tokenizer, llama3Segments([]));
  const question = renderSegments(
    tokenizer,
    llama3Segments([{ role: "user", content: query }], { begin: false, addGenerationPrompt: true }),
  );
  const turns = history.map((turn) => renderTurn(renderer, turn));
  const space = maxTokens - begin.ids.length - question.ids.length - 1;
  const first = startOfHistory(turns, turns.length, turns.length, space);
  const { ids } = concatenate([begin, ...turns.slice(first), question]);
  const cut = Math.max(0, ids.length + 1 - maxTokens);
  return Int32Array.from([...ids.subarray(cut), vocabulary.startOfMusic]);
}

function renderTurn(
  { tokenizer, vocabulary, codeOf }: ConversationRenderer,
  turn: Turn,
  responseWeight = 1,
): RenderedSegments {
  const before = renderSegments(
    tokenizer,
    llama3Segments([{ role: "user", content: turn.query }], { begin: false, addGenerationPrompt: true }),
  );
  const music = [
    vocabulary.startOfMusic,
    ...vocabulary.tokenIds(codeOf(turn.trackId)),
    vocabulary.endOfMusic,
  ];
  const response: ContentPart[] = [{ text: turn.response }];
  const after = renderSegments(
    tokenizer,
    [...response, { special: "<|eot_id|>" }].map((part) => ({ ...part, loss: true })),
  );
  const musicIds = Int32Array.from(music);
  // Start of music is given when the model is asked, so it is learnt like the rest of the answer all the same.
  return concatenate([
    before,
    { ids: musicIds, weights: new Float32Array(musicIds.length).fill(1) },
    { ids: after.ids, weights: after.weights.map((weight) => weight * responseWeight) },
  ]);
}

/** The turn after the last that fits into `space` tokens when the document starts to learn at `learnt`. */
function endOfDocument(rendered: readonly RenderedSegments[], learnt: number, space: number): number {
  let end = learnt;
  let used = 0;
  while (end < rendered.length && used + rendered[end]!.ids.length <= space) {
    used += rendered[end]!.ids.length;
    end += 1;
  }
  if (end === learnt) {
    throw new RangeError(
      `turn ${learnt + 1} is ${rendered[learnt]!.ids.length} tokens long, more than the ${space} of the context`,
    );
  }
  return end;
}

/** The first of the earlier turns that still fit beside the turns from `learnt` to `end`. */
function startOfHistory(
  rendered: readonly RenderedSegments[],
  learnt: number,
  end: number,
  space: number,
): number {
  let used = rendered.slice(learnt, end).reduce((sum, { ids }) => sum + ids.length, 0);
  let first = learnt;
  while (first > 0 && used + rendered[first - 1]!.ids.length <= space) {
    first -= 1;
    used += rendered[first]!.ids.length;
  }
  return first;
}

function concatenate(parts: readonly RenderedSegments[]): RenderedSegments {
  const length = parts.reduce((sum, { ids }) => sum + ids.length, 0);
  const joined = { ids: new Int32Array(length), weights: new Float32Array(length) };
  let offset = 0;
  for (const { ids, weights } of parts) {
    joined.ids.set(ids, offset);
    joined.weights.set(weights, offset);
    offset += ids.length;
  }
  return joined;
}

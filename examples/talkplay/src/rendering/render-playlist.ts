import { llama3Segments, renderSegments } from "@talkplay/llm-core";
import type { ConversationRenderer, TrainingDocument } from "./render-conversation.ts";

/**
 * A playlist to be continued (paper §4.3): its tracks' tokens, of which the model learns those after the first `known`
 * tracks. The paper draws `known` at random. A title, when given, comes first and is only read; the paper does not
 * state whether titles are shown.
 */
export function renderPlaylist(
  { tokenizer, vocabulary, codeOf }: ConversationRenderer,
  { title, trackIds, known }: { title?: string; trackIds: readonly string[]; known: number },
): TrainingDocument {
  const opening = renderSegments(tokenizer, [
    ...llama3Segments([]),
    ...(title === undefined ? [] : [{ text: title, loss: false }]),
  ]);
  const ids = [...opening.ids];
  const weights = [...opening.weights];
  trackIds.forEach((trackId, place) => {
    const music = [vocabulary.startOfMusic, ...vocabulary.tokenIds(codeOf(trackId)), vocabulary.endOfMusic];
    ids.push(...music);
    weights.push(...music.map(() => (place < known ? 0 : 1)));
  });
  return { ids: Int32Array.from(ids), weights: Float32Array.from(weights), group: "playlist" };
}

import type { Track } from "@talkplay/datasets";
import type { ConversationRenderer, TrainingDocument } from "./render-conversation.ts";
import { renderConversation } from "./render-conversation.ts";

/**
 * A track asked for by some of its facts ("Ambient, 2009", a title and an artist), answered by its tokens alone: the
 * shortest conversation there is. A model trained from scratch learns from it which words go with which tokens, over
 * the whole catalogue. The paper starts from a pretrained model and has no such documents.
 *
 * @param options.random numbers in [0, 1), which choose the facts and their order
 */
export function renderFacts(
  renderer: ConversationRenderer,
  { track, maxTokens, random }: { track: Track; maxTokens: number; random: () => number },
): TrainingDocument[] {
  const facts = [
    track.title,
    ...track.artists,
    track.album,
    track.label,
    track.year?.toString(),
    track.genre,
    ...(track.tags ?? []),
  ].filter((fact): fact is string => fact !== undefined && fact !== "");
  // One to three facts, in the order in which they are drawn.
  const query = Array.from(
    { length: Math.min(facts.length, 1 + Math.floor(random() * 3)) },
    () => facts.splice(Math.floor(random() * facts.length), 1)[0],
  ).join(", ");
  return renderConversation(renderer, { turns: [{ query, trackId: track.id, response: "" }], maxTokens });
}

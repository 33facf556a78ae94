import { renderConversation, renderFacts, renderPlaylist } from "@talkplay-examples/talkplay";
import type { ConversationRenderer, TrainingDocument } from "@talkplay-examples/talkplay";
import type { Dialogue } from "@talkplay/datasets";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Size } from "../command/sizes.ts";
import type { ExperimentData } from "../data/experiment-data.ts";

/** Continuations are of at most this many tracks, so that one playlist does not crowd out conversations. */
const playlistTracks = 12;

/**
 * What the model learns from, epoch by epoch: every conversation, written ones `writtenRepeats` times, playlist
 * continuations with tracks and split drawn anew, and single tracks asked for by their facts. An epoch's
 * documents depend on the seed and its number alone.
 */
export function trainingDocuments({
  data,
  warm,
  renderer,
  size,
  seed,
}: {
  data: ExperimentData;
  /** Tracks that training may see. */
  warm: ReadonlySet<string>;
  renderer: ConversationRenderer;
  size: Pick<Size, "writtenRepeats" | "besides" | "training">;
  seed: number;
}): (epoch: number) => TrainingDocument[] {
  const { written, simulated } = data.training;
  const { besides } = size;
  const { time: maxTokens, responseWeight } = size.training;
  const conversations = [...simulated, ...Array.from({ length: size.writtenRepeats }, () => written).flat()];
  const rendered = renderDialogues(renderer, conversations, { maxTokens, responseWeight });
  const trained = data.tracks.filter(({ id }) => warm.has(id));
  return (epoch) => {
    const generator = xoroshiro128plus(seed * 7919 + epoch);
    const random = () => uniformFloat64(generator);
    const playlists = Array.from(
      {
        length: data.playlists.length === 0 ? 0 : Math.round(conversations.length * besides.playlists),
      },
      () => {
        const playlist = data.playlists[Math.floor(random() * data.playlists.length)]!;
        const start = Math.floor(random() * Math.max(1, playlist.trackIds.length - playlistTracks + 1));
        const trackIds = playlist.trackIds.slice(start, start + playlistTracks);
        // At least one track to go on from and one to learn.
        const known = 1 + Math.floor(random() * (trackIds.length - 1));
        return renderPlaylist(renderer, { title: playlist.title, trackIds, known });
      },
    );
    const facts = Array.from({ length: Math.round(conversations.length * besides.facts) }, () => {
      const track = trained[Math.floor(random() * trained.length)]!;
      return renderFacts(renderer, { track, maxTokens, random });
    }).flat();
    return shuffle([...rendered, ...playlists, ...facts], random);
  };
}

/** Dialogues as documents of at most `maxTokens` tokens. */
export function renderDialogues(
  renderer: ConversationRenderer,
  dialogues: readonly Dialogue[],
  options: { maxTokens: number; responseWeight: number },
): TrainingDocument[] {
  return dialogues.flatMap(({ turns }) => renderConversation(renderer, { turns, ...options }));
}

function shuffle<Item>(items: Item[], random: () => number): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
  return items;
}

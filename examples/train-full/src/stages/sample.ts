import { loadRecommender } from "@talkplay-examples/talkplay/node";
import type { Turn } from "@talkplay-examples/talkplay";
import type { Track } from "@talkplay/datasets";
import type { TextEmbedder } from "@talkplay/music-tokenizer";
import type { RunFolder } from "../command/run-folder.ts";
import type { ExperimentData } from "../data/experiment-data.ts";

/** A held-out conversation, and what the trained model says to it. */
export interface SampleConversation {
  testSet: string;
  id: string;
  turns: {
    query: string;
    /** The conversation's own track. */
    truth: Track;
    recommended: { track: Track; matched: string[] }[];
    response: string;
  }[];
}

const samplesPerTestSet = 2;

/** Answers a few held-out conversations with the recommender as it was saved: what a user would get from it. */
export async function sampleConversations({
  data,
  folder,
  embedder,
  seed,
}: {
  data: ExperimentData;
  folder: RunFolder;
  embedder: TextEmbedder;
  seed: number;
}): Promise<SampleConversation[]> {
  const { recommender } = await loadRecommender(folder.path, { embedder });
  const trackOf = new Map(data.tracks.map((track) => [track.id, track]));
  const samples: SampleConversation[] = [];
  for (const { name, dialogues } of data.tests) {
    for (const { id, turns } of dialogues.slice(0, samplesPerTestSet)) {
      const answered: SampleConversation["turns"] = [];
      const history: Turn[] = [];
      for (const turn of turns) {
        const recommended = await recommender.recommend({ history, query: turn.query, limit: 3 });
        const trackId = (recommended[0] as { trackId: string }).trackId;
        answered.push({
          query: turn.query,
          truth: trackOf.get(turn.trackId) as Track,
          recommended: recommended.map((found) => ({
            track: trackOf.get(found.trackId) as Track,
            matched: found.matched,
          })),
          response: await recommender.respond({ history, query: turn.query, trackId, seed }),
        });
        history.push(turn);
      }
      samples.push({ testSet: name, id, turns: answered });
    }
  }
  recommender.parts.model.dispose();
  return samples;
}

import { describeRecommendation } from "@talkplay-examples/talkplay";
import type { Recommendation, Recommender, Turn } from "@talkplay-examples/talkplay";
import type { Track } from "@talkplay/datasets";

/**
 * A conversation: for each wish the best tracks with what matched, then the model's words on the first, which counts
 * as played. Ends with the wishes, or at an empty one.
 */
export async function chat({
  recommender,
  tracks,
  wishes,
  write,
  ask,
  seed = 1,
}: {
  recommender: Pick<Recommender, "recommend" | "respond">;
  tracks: readonly Track[];
  wishes: AsyncIterable<string>;
  write: (line: string) => void;
  /** Shows that the next wish may come. */
  ask: () => void;
  seed?: number;
}): Promise<void> {
  const trackOf = new Map(tracks.map((track) => [track.id, track]));
  const history: Turn[] = [];
  ask();
  for await (const line of wishes) {
    const query = line.trim();
    if (query === "") return;
    const found = await recommender.recommend({ history, query, limit: 5 });
    const [first] = found;
    if (first === undefined) {
      write("Every track of the catalogue was played.");
      return;
    }
    const response = await recommender.respond({
      history,
      query,
      trackId: first.trackId,
      seed: seed + history.length,
    });
    found.forEach((recommendation, place) => write(describe(recommendation, place, trackOf)));
    write(`\n  ${response}\n`);
    history.push({ query, trackId: first.trackId, response });
    ask();
  }
}

function describe(
  { trackId, matched }: Recommendation,
  place: number,
  trackOf: ReadonlyMap<string, Track>,
): string {
  const { name, facts, why } = describeRecommendation(trackOf.get(trackId) as Track, matched);
  return `  ${place + 1}. ${name}${facts && ` (${facts})`} [${why}]`;
}

import type { Track } from "@talkplay/datasets";

/** A recommended track in words, for people. */
export interface RecommendationInWords {
  /** Title and artists. */
  name: string;
  /** Album, year and tags, as far as they are known. */
  facts: string;
  /** Why it was found. */
  why: string;
}

/** @param matched modalities in which the track is what the model said first */
export function describeRecommendation(track: Track, matched: readonly string[]): RecommendationInWords {
  return {
    name: `${track.title} by ${track.artists.join(", ")}`,
    facts: [track.album, track.year, track.tags?.join(", ")].filter(Boolean).join("; "),
    why: matched.length > 0 ? `matches ${matched.join(", ")}` : "close in words",
  };
}

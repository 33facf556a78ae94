import type { Track } from "../../types/track.ts";
import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Claim } from "../claims/claim.ts";

/**
 * A way of asking for the track that comes next: what it claims of the track, and how it can be put, by the place it
 * takes in a sentence. Every hint that is made is true of its track.
 */
export interface Hint {
  claim: Claim;
  /** A thing by itself: "trip hop". */
  noun?: string;
  /** Before a thing: "quiet". */
  adjective?: string;
  /** After a thing: "from 2011". */
  after?: string;
  /** A sentence before the request that explains it: "It's pouring outside". */
  lead?: string;
  /** Between commas: "a bit longer". */
  aside?: string;
}

/** What hints are made from. */
export interface HintContext {
  track: Track;
  /** The track before; absent when the conversation opens. */
  previous?: Track;
  random: SeededRandom;
}

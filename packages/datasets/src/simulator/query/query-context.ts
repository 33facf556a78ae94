import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Track } from "../../types/track.ts";
import type { Claim } from "../claims/claim.ts";
import type { Activity } from "../grammar/activities.ts";
import type { Relation } from "../hints/relation-hints.ts";
import type { Voice } from "./voice.ts";

/** Where a query stands in its conversation. */
export interface QueryContext {
  track: Track;
  previous?: Track;
  relation: Relation;
  /** Whether the track before is turned down. */
  rejected: boolean;
  place: "open" | "middle" | "close";
  activity: Activity;
  voice: Voice;
  random: SeededRandom;
  /** What the listener would say of what they are doing. */
  remark: string;
  /** Whether the release holds tracks of several artists. */
  compilation: boolean;
}

/** What is said, and everything it claims of the track. */
export interface Composed {
  text: string;
  claims: Claim[];
}

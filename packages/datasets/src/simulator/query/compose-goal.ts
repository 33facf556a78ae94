import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Track } from "../../types/track.ts";
import type { Activity } from "../grammar/activities.ts";
import { energyHints } from "../hints/energy-hints.ts";
import { genreHints, tagHints } from "../hints/tag-hints.ts";
import { yearHints } from "../hints/year-hints.ts";
import { bare, capitalised, nounPhrase } from "./noun-phrase.ts";

/** Says in one sentence what the listener is after: "Quiet ambient from 2009 for a sleepless night." */
export function composeGoal({
  track,
  activity,
  random,
}: {
  track: Track;
  activity: Activity;
  random: SeededRandom;
}): string {
  const context = { track, random };
  const [first, second] = [...tagHints(context), ...genreHints(context)];
  const adjectives = [
    ...(track.energy !== 2 ? energyHints(context).slice(0, 1) : []),
    ...(second !== undefined && random.chance(0.5) ? [second] : []),
  ].flatMap(({ adjective }) => adjective ?? []);
  const era = random.chance(0.35) ? yearHints(context).slice(0, 1) : [];
  const music = nounPhrase(adjectives, bare(first?.noun ?? "music"));
  return `${capitalised([music, ...era.flatMap(({ after }) => after ?? []), random.pick(activity.goal)].join(" "))}.`;
}

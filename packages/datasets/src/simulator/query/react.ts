import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Track } from "../../types/track.ts";
import { PLEASED, PLEASED_BY, PLEASED_BY_THEME, PLEASED_BY_TITLE } from "../grammar/reactions.ts";
import { REJECTIONS, REJECTION_REASONS, REJECTION_REASONS_BY } from "../grammar/rejections.ts";
import { themesOfTitle, TITLE_THEMES } from "../grammar/title-themes.ts";
import { isSpeakable } from "../hints/relation-hints.ts";
import type { QueryContext } from "./query-context.ts";
import { comparison } from "./small-talk.ts";

type Quality = keyof typeof PLEASED_BY;

/** What the listener says of the track before, which they liked. */
export function reactTo({ previous, random }: QueryContext): string {
  const quality = notableQuality(previous, random);
  if (
    previous !== undefined &&
    isSpeakable(previous.title) &&
    previous.title.length <= 28 &&
    random.chance(0.06)
  ) {
    return `${random.pick(PLEASED_BY_TITLE).replace("{title}", () => previous.title)}.`;
  }
  const [theme] = previous === undefined ? [] : themesOfTitle(previous.title);
  const { nouns, leads } = TITLE_THEMES.get(theme ?? "") ?? {};
  if (nouns !== undefined && leads !== undefined && random.chance(0.12)) {
    return `${random.pick(PLEASED_BY_THEME).replace("{noun}", random.pick(nouns))}.`;
  }
  if (random.chance(0.5)) return `${comparison(random)}.`;
  return `${random.pick(quality !== undefined && random.chance(0.4) ? PLEASED_BY[quality] : PLEASED)}.`;
}

/** How the listener turns down the track before, with a reason that the next track does not repeat. */
export function turnDown({ previous, track, random }: QueryContext): string {
  const quality = notableQuality(previous, random);
  const remedied = quality !== undefined && notableQuality(track, random) !== quality;
  const reasons = remedied && random.chance(0.7) ? REJECTION_REASONS_BY[quality] : REJECTION_REASONS;
  return `${random.pick(REJECTIONS)}, ${random.pick(reasons)}.`;
}

/** Something about a track that anybody notices. */
function notableQuality(track: Track | undefined, random: SeededRandom): Quality | undefined {
  const seconds = (track?.durationMs ?? 240_000) / 1000;
  const qualities: Quality[] = [];
  if (track?.energy === 1) qualities.push("quiet");
  if (track?.energy === 3) qualities.push("loud");
  if (seconds < 110) qualities.push("short");
  if (seconds > 420) qualities.push("long");
  return qualities.length === 0 ? undefined : random.pick(qualities);
}

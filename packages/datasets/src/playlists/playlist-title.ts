import type { AttributeValue } from "../catalogue/attribute-index.ts";
import type { SeededRandom } from "../random/seeded-random.ts";

const ENERGY_WORDS: Record<string, readonly string[]> = {
  1: ["calm", "quiet", "mellow", "soft", "slow"],
  2: ["steady", "easy", "mid-tempo", "everyday"],
  3: ["loud", "energetic", "full power", "wild"],
};

const ENDINGS = ["mix", "favourites", "collection", "tape", "hours", "playlist", "selection"];

/** A short title that says what the playlist's tracks share. */
export function playlistTitle(theme: readonly AttributeValue[], random: SeededRandom): string {
  const parts = theme.map(({ attribute, value }) =>
    attribute === "energy" ? random.pick(ENERGY_WORDS[value] ?? [value]) : value,
  );
  const title = random.shuffled(parts).join(random.pick([" ", ", ", " / "]));
  return random.chance(0.4) ? `${title} ${random.pick(ENDINGS)}` : title;
}

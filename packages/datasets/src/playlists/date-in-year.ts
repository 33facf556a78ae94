import type { SeededRandom } from "../random/seeded-random.ts";

const DAY_SECONDS = 86_400;

/** Midnight UTC of a day drawn from the year, in seconds since the epoch. */
export function dateInYear(year: number, random: SeededRandom): number {
  return Date.UTC(year, 0, 1) / 1000 + random.below(365) * DAY_SECONDS;
}

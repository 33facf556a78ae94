import type { SeededRandom } from "../random/seeded-random.ts";

/** A draw from the standard normal distribution (Box and Muller 1958). */
export function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
}

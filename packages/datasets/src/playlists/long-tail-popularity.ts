import { SeededRandom } from "../random/seeded-random.ts";
import type { Track } from "../types/track.ts";

/**
 * A popularity for each track, in catalogue order: Zipf's law 1 / (10 + rank)^0.8 over a seeded order in which better
 * rated tracks tend to come first. Catalogues rarely state plays; the paper does not need them.
 */
export function longTailPopularity(options: { tracks: readonly Track[]; seed: number }): number[] {
  const { tracks, seed } = options;
  const random = new SeededRandom(seed);
  const order = tracks
    .map((track, row) => ({ row, appeal: (track.rating ?? 2) / 2 + 4 * random.fraction() }))
    .toSorted((a, b) => b.appeal - a.appeal);
  const popularity = Array.from({ length: tracks.length }, () => 0);
  for (const [rank, { row }] of order.entries()) popularity[row] = 1 / (10 + rank) ** 0.8;
  return popularity;
}

import { SeededRandom } from "../random/seeded-random.ts";
import { cut } from "./split.ts";
import type { Split, SplitSizes } from "./split.ts";

/**
 * Splits at random, for items without dates. A model can then know tracks and fashions from after a test item's day:
 * prefer `splitByTime` where there are dates.
 *
 * @throws {RangeError} if nothing would be left to train on.
 */
export function splitAtRandom<Item>(options: SplitSizes & { items: readonly Item[] }): Split<Item> {
  const { items, seed = 1 } = options;
  return cut(new SeededRandom(seed).shuffled(items), options);
}

import { SeededRandom } from "../random/seeded-random.ts";
import { cut } from "./split.ts";
import type { Split, SplitSizes } from "./split.ts";

/**
 * Splits chronologically: the test part is sampled from the last date, and where the last date has too few items, it
 * and the dates before it are taken whole and the sample comes from the earliest of them (TalkPlay §3.3 samples 1,000
 * playlists of the Million Playlist Dataset's last modification date; the paper does not state how validation is
 * chosen: here it is carved from what is left in the same way). Nothing in train is later than anything in test.
 *
 * @throws {RangeError} if nothing would be left to train on, or a date is not a number.
 */
export function splitByTime<Item>(
  options: SplitSizes & {
    items: readonly Item[];
    /** The item's date, in any unit; equal dates are ordered at random. */
    date: (item: Item) => number;
  },
): Split<Item> {
  const { items, date, seed = 1 } = options;
  const undated = items.findIndex((item) => !Number.isFinite(date(item)));
  if (undated >= 0)
    throw new RangeError(`Item ${undated} has no date. Give every item one, or split at random.`);
  const shuffled = new SeededRandom(seed).shuffled(items);
  return cut(
    shuffled.toSorted((a, b) => date(b) - date(a)),
    options,
  );
}

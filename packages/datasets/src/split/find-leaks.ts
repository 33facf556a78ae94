import type { Dialogue } from "../types/dialogue.ts";
import type { Playlist } from "../types/playlist.ts";
import { LeakFinder } from "./leak-finder.ts";
import type { Leak, LeakRules } from "./leak-finder.ts";

/**
 * Looks for items of train or validation that give a test item away; see `Leak` for the ways. Goes through train and
 * validation once, in memory that grows with the test part only. For parts that come asynchronously use `LeakFinder`.
 *
 * @param options the parts, and what else the split promises: `chronological` for one by time, `user` for one by user.
 * @returns every leak found; empty for a sound split.
 */
export function findLeaks<Item extends Playlist | Dialogue>(
  options: { train: Iterable<Item>; validation: Iterable<Item>; test: Iterable<Item> } & LeakRules<Item>,
): Leak[] {
  const finder = new LeakFinder(options);
  const leaks: Leak[] = [];
  for (const part of [options.train, options.validation]) {
    for (const item of part) leaks.push(...finder.leaksOf(item));
  }
  return leaks;
}

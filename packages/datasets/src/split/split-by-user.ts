import { SeededRandom } from "../random/seeded-random.ts";
import type { Split, SplitSizes } from "./split.ts";

/**
 * Splits by user, so that no part knows anybody of another: users are drawn at random, with all that is theirs, until
 * a part has as many items as asked for, or more. (The paper splits by time; its dataset does not say whose a playlist
 * is.)
 *
 * @throws {RangeError} if nothing would be left to train on.
 */
export function splitByUser<Item>(
  options: SplitSizes & {
    items: readonly Item[];
    /** Whose the item is. */
    user: (item: Item) => string;
  },
): Split<Item> {
  const { items, user, testSize, validationSize = 0, seed = 1 } = options;
  const byUser = new Map<string, Item[]>();
  for (const item of items) {
    const own = byUser.get(user(item)) ?? [];
    byUser.set(user(item), own);
    own.push(item);
  }
  const split: Split<Item> = { train: [], validation: [], test: [] };
  for (const own of new SeededRandom(seed).shuffled([...byUser.values()])) {
    const part =
      split.test.length < testSize
        ? "test"
        : split.validation.length < validationSize
          ? "validation"
          : "train";
    split[part].push(...own);
  }
  if (split.train.length === 0) {
    throw new RangeError(
      `${testSize} for testing and ${validationSize} for validation leave nothing of the ${items.length} items of ` +
        `${byUser.size} users to train on. Choose smaller sizes.`,
    );
  }
  return split;
}

/** Playlists or dialogues in three parts that have nothing in common. */
export interface Split<Item> {
  train: Item[];
  validation: Item[];
  test: Item[];
}

/** Sizes of the parts and the seed of every draw. */
export interface SplitSizes {
  /** Number of items held out for testing. */
  testSize: number;
  /** Number of items carved from what is left for validation, in the same way. @default 0 */
  validationSize?: number;
  /** @default 1 */
  seed?: number;
}

/** Cuts the test part off the front of an ordered list, then validation; what remains is train. */
export function cut<Item>(items: readonly Item[], { testSize, validationSize = 0 }: SplitSizes): Split<Item> {
  if (testSize < 0 || validationSize < 0 || testSize + validationSize >= items.length) {
    throw new RangeError(
      `${testSize} for testing and ${validationSize} for validation leave nothing of ${items.length} to train on. ` +
        "Choose smaller sizes.",
    );
  }
  return {
    test: items.slice(0, testSize),
    validation: items.slice(testSize, testSize + validationSize),
    train: items.slice(testSize + validationSize),
  };
}

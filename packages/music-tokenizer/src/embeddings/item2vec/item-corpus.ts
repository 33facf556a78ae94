import { Item2VecInputError } from "./item2vec-options.ts";

/** Playlists as numbers: playlist p holds `items[starts[p]] … items[starts[p + 1] - 1]`. */
export interface ItemCorpus {
  /** Ids in order of first appearance; an item's number is its place here. */
  ids: string[];
  /** How often each item occurs. */
  counts: Float64Array;
  items: Int32Array;
  starts: Int32Array;
}

/**
 * Numbers the ids and leaves out those that occur fewer than `minCount` times.
 *
 * @throws Item2VecInputError when no playlist holds two different tracks.
 */
export function itemCorpus(playlists: readonly (readonly string[])[], minCount: number): ItemCorpus {
  const occurrences = new Map<string, number>();
  for (const playlist of playlists)
    for (const id of playlist) occurrences.set(id, (occurrences.get(id) ?? 0) + 1);
  const kept = [...occurrences].filter(([, count]) => count >= minCount);
  const numbers = new Map(kept.map(([id], index) => [id, index]));

  const counts = Float64Array.from(kept, ([, count]) => count);
  const items = new Int32Array(counts.reduce((sum, count) => sum + count, 0));
  const starts = new Int32Array(playlists.length + 1);
  let length = 0;
  playlists.forEach((playlist, p) => {
    for (const id of playlist) {
      const number = numbers.get(id);
      if (number !== undefined) items[length++] = number;
    }
    starts[p + 1] = length;
  });
  const corpus = { ids: kept.map(([id]) => id), counts, items, starts };
  checkPairs(corpus);
  return corpus;
}

function checkPairs({ starts, items }: ItemCorpus): void {
  for (let p = 0; p + 1 < starts.length; p++)
    for (let i = starts[p]! + 1; i < starts[p + 1]!; i++) if (items[i] !== items[i - 1]) return;
  throw new Item2VecInputError("the playlists", "some that hold two kept tracks", "none (see minCount)");
}

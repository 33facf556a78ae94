import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { ArgumentError } from "../errors/argument-error.ts";
import type { History, Ranker } from "./ranker.ts";

/** Options of `createRandomRanker`. */
export interface RandomRankerOptions {
  /** Number of catalogue rows. */
  size: number;
  seed: number;
  /** @default "random" */
  name?: string;
}

/**
 * Uniform random scores: the floor under every figure. The scores depend on the seed and the history alone, not on
 * the order of the calls.
 *
 * @throws {ArgumentError} if `size` or `seed` is not a whole number.
 */
export function createRandomRanker({ size, seed, name = "random" }: RandomRankerOptions): Ranker {
  if (!Number.isInteger(size) || size < 1)
    throw new ArgumentError({ argument: "size", expected: "a whole number from 1", got: size });
  if (!Number.isInteger(seed))
    throw new ArgumentError({ argument: "seed", expected: "a whole number", got: seed });
  return {
    name,
    score(history) {
      const random = xoroshiro128plus(hashHistory(history, seed));
      return new Float32Array(size).map(() => (random.next() >>> 8) / 2 ** 24);
    },
  };
}

/** FNV-1a over the history's text. */
function hashHistory({ queries, played }: History, seed: number): number {
  const text = JSON.stringify([seed, queries, played]);
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash;
}

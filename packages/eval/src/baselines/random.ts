import { ArgumentError } from "../errors/argument-error.ts";
import type { History, Ranker } from "./ranker.ts";

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
      const random = mulberry32(hashHistory(history, seed));
      return new Float32Array(size).map(random);
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

/** Tommy Ettinger's mulberry32: 32 bits of state, numbers in [0, 1). Fast enough for a catalogue a call. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

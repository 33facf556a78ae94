import { SeededRandom } from "../random/seeded-random.ts";

/**
 * Independent random choices for one part of a world (the catalogue, playlist 17), so that any part can be made
 * without the parts before it. Neighbouring seeds are far apart: seed and part are mixed by MurmurHash3's finalizer.
 *
 * @throws {RangeError} if the seed is not an integer.
 */
export function branchRandom(seed: number, part: number): SeededRandom {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is an integer, but ${seed} was given.`);
  const high = Math.floor(seed / 2 ** 32);
  return new SeededRandom(mix(mix(mix(seed | 0) ^ high) ^ part));
}

function mix(value: number): number {
  let bits = (value + 0x9e3779b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

import { uniformInt } from "pure-rand/distribution/uniformInt";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Random choices that the same seed makes again (xoroshiro128+). */
export class SeededRandom {
  private readonly generator;

  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is an integer, but ${seed} was given.`);
    this.generator = xoroshiro128plus(seed);
  }

  /** Uniform in [0, 1). */
  fraction(): number {
    return uniformFloat64(this.generator);
  }

  /** Uniform integer in [0, count). */
  below(count: number): number {
    return uniformInt(this.generator, 0, count - 1);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("There is nothing to pick from.");
    return items[this.below(items.length)] as T;
  }

  /** Picks in proportion to the weights, which need not sum to one. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T {
    const weights = items.map(weight);
    let rest = this.fraction() * weights.reduce((sum, each) => sum + each, 0);
    const chosen = weights.findIndex((each) => (rest -= each) < 0);
    return chosen < 0 ? this.pick(items) : (items[chosen] as T);
  }

  /** A shuffled copy. */
  shuffled<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let last = copy.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
    }
    return copy;
  }
}

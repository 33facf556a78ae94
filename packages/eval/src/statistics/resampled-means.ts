import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { DialogueSums } from "./dialogue-sums.ts";

/** Means of dialogues drawn with replacement, as many as there are. [resamples] */
export function resampledMeans(
  { sums, counts }: DialogueSums,
  seed: number,
  resamples: number,
): Float64Array {
  const random = xoroshiro128plus(seed);
  const means = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    let sum = 0;
    let count = 0;
    for (let draw = 0; draw < sums.length; draw++) {
      const dialogue = uniformInt(random, 0, sums.length - 1);
      sum += sums[dialogue]!;
      count += counts[dialogue]!;
    }
    means[resample] = sum / count;
  }
  return means;
}

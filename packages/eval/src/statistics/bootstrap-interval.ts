import { ArgumentError } from "../errors/argument-error.ts";
import { sumByDialogue } from "./dialogue-sums.ts";
import type { DialogueSums } from "./dialogue-sums.ts";
import { normalCdf, normalQuantile } from "./normal-distribution.ts";
import { resampledMeans } from "./resampled-means.ts";

/** Options of `bootstrapInterval`. */
export interface BootstrapOptions {
  /** One value per turn, such as its reciprocal rank. */
  values: ArrayLike<number>;
  /** The dialogue of each value: dialogues are resampled whole. */
  groups: ArrayLike<string>;
  /** Of the resamples: the same seed gives the same figures. */
  seed: number;
  /** Mean over `"turns"`, or over `"dialogues"` of each one's mean. @default "turns" */
  average?: "turns" | "dialogues";
  /**
   * `"bca"` corrects the percentile interval for bias and skew.
   * @default "bca" (the paper gives no intervals)
   */
  method?: "bca" | "percentile";
  /** Coverage, between 0 and 1. @default 0.95 */
  level?: number;
  /** @default 2000 */
  resamples?: number;
}

/** A mean and the bounds that it lies between, in the unit of the values. */
export interface Interval {
  /** The mean of the values themselves. */
  estimate: number;
  /** Lower bound. */
  low: number;
  /** Upper bound. */
  high: number;
  /** Coverage, between 0 and 1, such as 0.95. */
  level: number;
}

/**
 * Bootstrap confidence interval of a mean over turns, with whole dialogues as the unit of resampling.
 *
 * @throws {ArgumentError} for unequal lengths, values that are not finite, fewer than two dialogues, or an impossible
 *   level or number of resamples.
 * @see Efron, "Better Bootstrap Confidence Intervals", JASA 1987 (BCa; acceleration by the jackknife over dialogues).
 */
export function bootstrapInterval({
  values,
  groups,
  seed,
  average = "turns",
  method = "bca",
  level = 0.95,
  resamples = 2000,
}: BootstrapOptions): Interval {
  if (!(level > 0 && level < 1))
    throw new ArgumentError({ argument: "level", expected: "between 0 and 1", got: level });
  if (!Number.isInteger(resamples) || resamples < 1)
    throw new ArgumentError({ argument: "resamples", expected: "a whole number from 1", got: resamples });
  const dialogues = sumByDialogue(values, groups);
  if (average === "dialogues") averageEach(dialogues);

  const estimate = total(dialogues.sums) / total(dialogues.counts);
  const means = resampledMeans(dialogues, seed, resamples).toSorted();
  const tails = [(1 - level) / 2, (1 + level) / 2].map((tail) =>
    method === "bca" ? correctedTail(tail, means, estimate, dialogues) : tail,
  );
  return { estimate, low: quantile(means, tails[0]!), high: quantile(means, tails[1]!), level };
}

function averageEach({ sums, counts }: DialogueSums): void {
  for (let dialogue = 0; dialogue < sums.length; dialogue++) sums[dialogue]! /= counts[dialogue]!;
  counts.fill(1);
}

/** The probability at which BCa reads the bootstrap distribution instead of `tail`. */
function correctedTail(
  tail: number,
  sortedMeans: Float64Array,
  estimate: number,
  dialogues: DialogueSums,
): number {
  let below = 0;
  for (const mean of sortedMeans) below += mean < estimate ? 1 : mean === estimate ? 0.5 : 0;
  const bias = normalQuantile(below / sortedMeans.length);
  // Every resample on one side of the estimate: no bias can be read off, so none is corrected.
  if (!Number.isFinite(bias)) return tail;
  const shifted = bias + normalQuantile(tail);
  return normalCdf(bias + shifted / (1 - acceleration(dialogues) * shifted));
}

function acceleration({ sums, counts }: DialogueSums): number {
  const sum = total(sums);
  const count = total(counts);
  const leftOut = sums.map((dialogueSum, dialogue) => (sum - dialogueSum) / (count - counts[dialogue]!));
  const centre = total(leftOut) / leftOut.length;
  let squares = 0;
  let cubes = 0;
  for (const mean of leftOut) {
    squares += (centre - mean) ** 2;
    cubes += (centre - mean) ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** Linear interpolation between order statistics (Hyndman and Fan's type 7, NumPy's default). */
function quantile(sorted: Float64Array, probability: number): number {
  const place = probability * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

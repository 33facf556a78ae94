/** The scores of a block of rows that decide which centroid is nearest: x·c − |c|²/2, the largest wins. */
export interface BestScores {
  /** Groups that the centroids are in. */
  groups: number;
  /** Largest score of each group, [rows, groups]. */
  maxima: Float32Array;
  /** How many groups were looked into: two where margins are wanted. */
  kept: number;
  /** The groups with the largest maxima, [rows, kept]. */
  bestGroups: Int32Array;
  /** Largest score of the best group that was not looked into; -Infinity if two were, [rows]. */
  others: Float32Array;
  /** All scores of the groups looked into, [rows, kept, group size]. */
  scores: Float32Array;
}

export interface Picked {
  nearest: number;
  /** By how much the second nearest is farther; NaN unless asked for. */
  margin: number;
  /** The largest score and the next. */
  best: number;
  second: number;
  /** Whether these two scores decided; else distances did. */
  sure: boolean;
}

/**
 * The nearest centroid of one row of a block; ties to the lowest id. Centroids whose scores lie within `doubt` of the
 * best are compared by `distanceTo`.
 *
 * @param doubt scores that differ by more are in the right order.
 * @param withMargin whether to tell by how much the second nearest is farther, exactly; else NaN.
 */
export function pickNearest(
  all: BestScores,
  row: number,
  doubt: number,
  withMargin: boolean,
  distanceTo: (cluster: number) => number,
): Picked {
  const { cluster, best, second } = bestTwo(all, row);
  if (best - second > doubt && !withMargin)
    return { nearest: cluster, margin: NaN, best, second, sure: true };

  const { groups, maxima, kept, bestGroups, scores } = all;
  const groupSize = (scores.length / bestGroups.length) | 0;
  const threshold = (withMargin ? second : best) - doubt;
  let nearest = 0;
  let least = Infinity;
  let runnerUp = Infinity;
  for (let group = 0; group < groups; group++) {
    if (maxima[row * groups + group]! < threshold) continue;
    let place = row * kept;
    while (place < (row + 1) * kept && bestGroups[place] !== group) place += 1;
    const known = place < (row + 1) * kept;
    for (let member = 0; member < groupSize; member++) {
      if (known && scores[place * groupSize + member]! < threshold) continue;
      const distance = distanceTo(group * groupSize + member);
      if (distance < least) {
        runnerUp = least;
        least = distance;
        nearest = group * groupSize + member;
      } else if (distance < runnerUp) {
        runnerUp = distance;
      }
    }
  }
  return { nearest, margin: runnerUp - least, best, second, sure: false };
}

/** The largest score of one row of a block, its cluster, and the next largest (the same if two are equal). */
export function bestTwo(
  { kept, bestGroups, others, scores }: BestScores,
  row: number,
): { cluster: number; best: number; second: number } {
  const groupSize = (scores.length / bestGroups.length) | 0;
  const from = row * kept * groupSize;
  let best = -Infinity;
  let second = -Infinity;
  let bestAt = from;
  for (let at = from; at < from + kept * groupSize; at++) {
    const score = scores[at]!;
    if (score <= second) continue;
    if (score > best) {
      second = best;
      best = score;
      bestAt = at;
    } else {
      second = score;
    }
  }
  second = Math.max(second, others[row]!);
  const within = bestAt - from;
  const group = bestGroups[row * kept + ((within / groupSize) | 0)]!;
  return { cluster: group * groupSize + (within % groupSize), best, second };
}

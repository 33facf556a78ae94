import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { nearestCentroids } from "./nearest-centroids.ts";
import { type RowMatrix, selectRows, squaredDistance } from "./row-matrix.ts";
import { seedCentroids } from "./seed-centroids.ts";

export interface ParallelSeedOptions {
  clusters: number;
  /** Candidates per centroid in the closing k-means++. */
  trials: number;
  random: RandomGenerator;
  blockBytes?: number;
  pause(): Promise<void>;
  afterSeed(seeded: number): Promise<void>;
}

/** Rounds and rows per round and cluster: "5 rounds of 2K suffice" (the paper, §5). */
const ROUNDS = 5;
const OVERSAMPLING = 2;

/**
 * k-means|| (Bahmani et al. 2012): in a few passes over all rows some 10 candidates per cluster are drawn, each row with
 * probability proportional to its squared distance to the candidates so far; weighted by the rows nearest to them, the
 * candidates are reduced to the centroids by k-means++.
 *
 * @returns rows of the matrix, row-major [clusters, width].
 */
export async function seedInParallel(matrix: RowMatrix, options: ParallelSeedOptions): Promise<Float32Array> {
  const { clusters, trials, random, afterSeed } = options;
  const { candidates, weights } = await drawCandidates(matrix, options);
  return seedCentroids(selectRows(matrix, candidates), {
    clusters,
    trials,
    sampleRows: candidates.length,
    weights,
    random,
    afterSeed,
  });
}

async function drawCandidates(
  matrix: RowMatrix,
  { clusters, random, blockBytes, pause }: ParallelSeedOptions,
): Promise<{ candidates: number[]; weights: Float64Array }> {
  const candidates: number[] = [];
  const closest = new Float64Array(matrix.count).fill(Infinity); // squared distance to the nearest candidate
  const candidateOf = new Uint32Array(matrix.count);
  const nearest = new Uint32Array(matrix.count);
  async function add(rows: number[]): Promise<void> {
    if (rows.length === 0) return;
    const { values, width } = selectRows(matrix, rows);
    await nearestCentroids(matrix, values, nearest, { blockBytes, afterBlock: pause });
    nearest.forEach((candidate, row) => {
      const distance = squaredDistance(matrix.values, row, values, candidate, width);
      if (distance >= closest[row]!) return;
      closest[row] = distance;
      candidateOf[row] = candidates.length + candidate;
    });
    candidates.push(...rows);
  }

  await add([uniformInt(random, 0, matrix.count - 1)]);
  for (let round = 0; round < ROUNDS || candidates.length < clusters; round++) {
    const total = closest.reduce((sum, distance) => sum + distance, 0);
    if (total === 0) break;
    const scale = (OVERSAMPLING * clusters) / total;
    await add(
      [...closest.keys()].filter(
        (row) => closest[row]! > 0 && uniformFloat64(random) < scale * closest[row]!,
      ),
    );
  }
  const chosen = new Set(candidates);
  for (let row = 0; candidates.length < clusters; row++) if (!chosen.has(row)) candidates.push(row); // only duplicates are left

  const weights = new Float64Array(candidates.length);
  for (const candidate of candidateOf) weights[candidate]! += 1;
  return { candidates, weights: weights.map((weight) => Math.max(weight, Number.MIN_VALUE)) };
}

import type { Embeddings } from "../embeddings/embeddings.ts";
import type { KMeansProgress } from "../kmeans/fit-kmeans.ts";
import { fitResidualKMeans } from "../kmeans/residual.ts";
import type { Codebook } from "./codebook.ts";
import type { TokenizerProgress } from "./encode-tracks.ts";
import { TokenizerInputError } from "./tokenizer-input-error.ts";
import type { TokenizerSettings } from "./tokenizer-state.ts";

export interface FitCodebooksOptions extends TokenizerSettings {
  name: string;
  clusters: number;
  levels: number;
  /** Place of the first codebook among all, so that each draws its own seeds. */
  position: number;
  /** The first centroids of each level. @default seeding */
  initialCentroids?: Float32Array[];
  blockBytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: TokenizerProgress) => void;
}

/** The codebooks of one modality, one a level. @throws {TokenizerInputError} on more clusters than rows. */
export async function fitCodebooks(training: Embeddings, options: FitCodebooksOptions): Promise<Codebook[]> {
  const { name, clusters, position, levels, spherical, seed, balance } = options;
  const { iterations, tolerance, restarts, seeding, batchRows, initialCentroids, blockBytes, signal } =
    options;
  const { rows, width, ids } = training;
  if (clusters > ids.length) {
    const expected = `at most as many clusters as training tracks with this modality, ${ids.length}`;
    throw new TokenizerInputError(expected, String(clusters), { modality: name, option: "clusters" });
  }
  const fitted = await fitResidualKMeans(rows, {
    width,
    clusters,
    levels,
    spherical,
    seed: (seed + position) % 2 ** 32,
    iterations,
    tolerance,
    restarts: initialCentroids ? 1 : restarts,
    seeding,
    batchRows,
    capacity: balance === undefined ? undefined : Math.ceil((balance * ids.length) / clusters),
    initialCentroids,
    blockBytes,
    signal,
    onProgress: (progress) =>
      options.onProgress?.({ modality: levelName(name, progress.level), ...stageOf(progress) }),
  });
  return fitted.map(({ centroids, penalties, inertia, iterations: passes, converged }, at) => ({
    name: levelName(name, at + 1),
    clusters,
    width,
    spherical: spherical && at === 0,
    residualOf: at === 0 ? undefined : name,
    trainingRows: ids.length,
    centroids,
    penalties,
    inertia,
    iterations: passes,
    converged,
  }));
}

/** Level 1 goes by the modality's name, the others have the level behind it. */
export function levelName(modality: string, level: number): string {
  return level === 1 ? modality : `${modality}-${level}`;
}

function stageOf(progress: KMeansProgress): Omit<TokenizerProgress, "modality"> {
  return progress.stage === "seeding"
    ? { stage: "seeding", done: progress.seeded, of: progress.clusters }
    : { stage: "iteration", done: progress.iteration, of: progress.iterations };
}

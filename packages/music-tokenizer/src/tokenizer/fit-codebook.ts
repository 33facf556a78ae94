import type { Embeddings } from "../embeddings/embeddings.ts";
import { fitKMeans, type KMeansProgress } from "../kmeans/fit-kmeans.ts";
import type { Codebook } from "./codebook.ts";
import type { TokenizerProgress } from "./encode-tracks.ts";
import { TokenizerInputError } from "./tokenizer-input-error.ts";
import type { TokenizerSettings } from "./tokenizer-state.ts";

export interface FitCodebookOptions extends TokenizerSettings {
  name: string;
  clusters: number;
  /** Place of the modality among all, so that each draws its own seeds. */
  position: number;
  blockBytes: number;
  signal?: AbortSignal;
  onProgress?: (progress: TokenizerProgress) => void;
}

/** The codebook of one modality. @throws {TokenizerInputError} on more clusters than rows. */
export async function fitCodebook(training: Embeddings, options: FitCodebookOptions): Promise<Codebook> {
  const { name, clusters, position, spherical, seed, iterations, tolerance, restarts } = options;
  const { rows, width, ids } = training;
  if (clusters > ids.length) {
    const expected = `at most as many clusters as training tracks with this modality, ${ids.length}`;
    throw new TokenizerInputError(expected, String(clusters), { modality: name });
  }
  const { assignments: _, ...fitted } = await fitKMeans(rows, {
    width,
    clusters,
    spherical,
    seed: (seed + position) % 2 ** 32,
    iterations,
    tolerance,
    restarts,
    blockBytes: options.blockBytes,
    signal: options.signal,
    onProgress: (progress) => options.onProgress?.({ modality: name, ...stageOf(progress) }),
  });
  return { name, clusters, width, spherical, trainingRows: ids.length, ...fitted };
}

function stageOf(progress: KMeansProgress): Omit<TokenizerProgress, "modality"> {
  return progress.stage === "seeding"
    ? { stage: "seeding", done: progress.seeded, of: progress.clusters }
    : { stage: "iteration", done: progress.iteration, of: progress.iterations };
}

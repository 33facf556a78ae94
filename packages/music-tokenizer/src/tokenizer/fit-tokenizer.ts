import type { Embeddings } from "../embeddings/embeddings.ts";
import { checkModalities } from "../tokens/modality.ts";
import type { Codebook } from "./codebook.ts";
import { encodeTracks, type MissingPolicy, type TokenizerProgress } from "./encode-tracks.ts";
import { fitCodebooks, levelName } from "./fit-codebooks.ts";
import { checkEmbeddings, indexTracks, selectRows } from "./select-rows.ts";
import { TokenizerInputError } from "./tokenizer-input-error.ts";
import type { TokenizerSettings, TokenizerState } from "./tokenizer-state.ts";

/** The tracks of a tokenizer and what becomes of gaps. */
export interface TracksOptions {
  /** The tracks to tokenize, none twice. Embeddings of other tracks are left out. */
  trackIds: readonly string[];
  /** The tracks that codebooks are fitted on and missing modalities are imputed from. @default trackIds */
  trainingIds?: readonly string[];
  /**
   * What becomes of a track without an embedding in a modality. "impute": the mean embedding of the `neighbours`
   * training tracks nearest by the modalities that it has takes its place; "none-token": its code is 65,535 and its
   * token `<|modality-none|>`; "error". The paper does not state it.
   * @default "impute"
   */
  missing?: MissingPolicy;
  /** Training tracks that a missing modality is imputed from. The paper does not state it. @default 10 */
  neighbours?: number;
  /**
   * Upper bound of the bytes that one block takes on the backend.
   * @default 64 MiB on native TensorFlow and in imputing, 16 MiB in k-means elsewhere
   */
  blockBytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: TokenizerProgress) => void;
}

/** Options of `fitTokenizer`. */
export interface FitTokenizerOptions extends TracksOptions {
  /** One codebook each, in the order of the tokens. The paper: playlist, semantic, metadata, lyrics, audio. */
  modalities: FitModality[];
  /** Clusters of each codebook that does not say otherwise (paper §4.1). @default 1024 */
  clusters?: number;
  /** Seed of every random choice, 0 to 2^32 - 1. @default 1 */
  seed?: number;
  /** Most iterations of k-means. @default 100 */
  iterations?: number;
  /** See `KMeansOptions`. @default 1e-4 */
  tolerance?: number;
  /** Starts of k-means of which the best is kept. @default 1 */
  restarts?: number;
  /** Cluster directions instead of positions. The paper does not state it. @default false */
  spherical?: boolean;
  /** See `KMeansOptions`. @default "k-means++" */
  seeding?: "k-means++" | "k-means||";
  /** Rows of a mini-batch, see `KMeansOptions`. @default none: Lloyd */
  batchRows?: number;
  /**
   * Balanced clusters: most training tracks of a cluster, as a multiple (1 or more) of what each would hold if all held
   * the same. The paper does not state it.
   * @default no limit
   */
  balance?: number;
}

/** A modality and the embeddings that its codebook is fitted on. */
export interface FitModality {
  /** Names the tokens: `<|name-0|>`. */
  name: string;
  embeddings: Embeddings;
  /** @default the tokenizer's `clusters` */
  clusters?: number;
  /**
   * Residual quantization: codebooks of this modality, each of what the ones before it leave over, with tokens
   * `<|name-0|>`, `<|name-2-0|>`, `<|name-3-0|>` … side by side. The paper has one.
   * @default 1
   */
  levels?: number;
}

/** Codebooks of an earlier fit that the new ones start from or are matched to, and how. */
export interface FitContext {
  /** The first centroids of a modality, level by level. */
  initialCentroids?(modality: string): Float32Array[] | undefined;
  /** Puts each new codebook into its final order. */
  arrange?(codebook: Codebook): Codebook;
}

/** @throws as `MusicTokenizer.fit` does. */
export async function fitTokenizer(
  options: FitTokenizerOptions,
  { initialCentroids, arrange = (codebook) => codebook }: FitContext = {},
): Promise<TokenizerState> {
  const { modalities, trackIds, trainingIds = trackIds, clusters = 1024 } = options;
  const { blockBytes, signal, onProgress } = options;
  const settings: TokenizerSettings = {
    missing: options.missing ?? "impute",
    neighbours: options.neighbours ?? 10,
    seed: options.seed ?? 1,
    iterations: options.iterations ?? 100,
    tolerance: options.tolerance ?? 1e-4,
    restarts: options.restarts ?? 1,
    spherical: options.spherical ?? false,
    seeding: options.seeding ?? "k-means++",
    batchRows: options.batchRows,
    balance: options.balance,
  };
  checkLevels(modalities, clusters);
  if (settings.balance !== undefined && !(settings.balance >= 1)) {
    throw new TokenizerInputError("a balance of 1 or more", String(settings.balance));
  }
  checkTracks(trackIds, trainingIds, settings.neighbours);
  const codebooks: Codebook[] = [];
  const training: Embeddings[] = [];
  for (const { name, embeddings, clusters: own = clusters, levels = 1 } of modalities) {
    checkEmbeddings(name, embeddings, settings.spherical);
    const rows = selectRows(embeddings, trainingIds);
    const fitted = await fitCodebooks(rows, {
      ...settings,
      name,
      clusters: own,
      levels,
      position: codebooks.length,
      initialCentroids: initialCentroids?.(name),
      blockBytes,
      signal,
      onProgress,
    });
    codebooks.push(...fitted.map(arrange));
    training.push(...fitted.map(() => rows));
  }
  const embeddings = Object.fromEntries(modalities.map((modality) => [modality.name, modality.embeddings]));
  return tokenizeTracks({ ...options, trainingIds, settings, codebooks, training, embeddings });
}

/** The state of a tokenizer whose codebooks are there: its tracks are encoded. */
export async function tokenizeTracks({
  settings,
  codebooks,
  training,
  embeddings,
  trackIds,
  trainingIds,
  ...options
}: TracksOptions & {
  trainingIds: readonly string[];
  settings: TokenizerSettings;
  codebooks: Codebook[];
  training: Embeddings[];
  /** By modality. */
  embeddings: Readonly<Record<string, Embeddings>>;
}): Promise<TokenizerState> {
  const tracks = await encodeTracks({
    codebooks,
    trackIds: [...trackIds],
    embeddings: codebooks.map((codebook) => embeddingsFor(codebook, embeddings)),
    training,
    missing: settings.missing,
    neighbours: settings.neighbours,
    blockBytes: options.blockBytes,
    signal: options.signal,
    onProgress: options.onProgress,
  });
  const trainingSet = new Set(trainingIds);
  const trained = Uint8Array.from(trackIds, (id) => (trainingSet.has(id) ? 1 : 0));
  return { settings, codebooks, tracks, trained, training };
}

/** What a codebook quantizes; nothing where the modality is not given. */
export function embeddingsFor(
  { name, residualOf, width }: Codebook,
  embeddings: Readonly<Record<string, Embeddings>>,
): Embeddings {
  return embeddings[residualOf ?? name] ?? { ids: [], rows: new Float32Array(), width };
}

/** @throws {TokenizerInputError} on no tracks, ids given twice, training tracks that are no tracks, or no neighbours. */
export function checkTracks(
  trackIds: readonly string[],
  trainingIds: readonly string[],
  neighbours: number,
): void {
  if (trackIds.length === 0) throw new TokenizerInputError("at least one track", "none");
  const rowOf = indexTracks(trackIds);
  for (const track of indexTracks(trainingIds).keys()) {
    if (!rowOf.has(track))
      throw new TokenizerInputError("training tracks that are in trackIds", "another", { track });
  }
  if (!Number.isInteger(neighbours) || neighbours < 1) {
    throw new TokenizerInputError("1 or more neighbours", String(neighbours));
  }
}

function checkLevels(modalities: readonly FitModality[], clusters: number): void {
  const tokens = modalities.flatMap(({ name, clusters: own = clusters, levels = 1 }) => {
    if (!Number.isInteger(levels) || levels < 1) {
      throw new TokenizerInputError("levels, a whole number, 1 or more", String(levels), { modality: name });
    }
    return Array.from({ length: levels }, (_, at) => ({ name: levelName(name, at + 1), clusters: own }));
  });
  checkModalities(tokens);
}

import type { Embeddings } from "../embeddings/embeddings.ts";
import { assign } from "../kmeans/assign.ts";
import { createPause } from "../kmeans/pause.ts";
import { residuals } from "../kmeans/residual.ts";
import { noCode } from "../tokens/token-text.ts";
import type { Codebook } from "./codebook.ts";
import { missingNeighbours } from "./missing-neighbours.ts";
import { rowsOfTracks } from "./select-rows.ts";
import { MissingModalityError } from "./tokenizer-input-error.ts";

/** What becomes of a track without an embedding in a modality. */
export type MissingPolicy = "impute" | "none-token" | "error";

/** Progress of one modality: seeds, Lloyd iterations, tracks imputed or encoded, out of how many. */
export interface TokenizerProgress {
  modality: string;
  stage: "seeding" | "iteration" | "impute" | "encode";
  done: number;
  of: number;
}

/** The codes of tracks, a row each. */
export interface EncodedTracks {
  /** Track ids, in the order of the rows. */
  ids: string[];
  /** Row-major [ids.length, modalities]; 65,535 = none (only under the "none-token" policy). */
  codes: Uint16Array;
  /** 1 where the track lacked the modality and its code was imputed, [ids.length, modalities]. */
  imputed: Uint8Array;
  /** Euclidean distance to the centroid, [ids.length, modalities]; NaN where the code is none. */
  distances: Float32Array;
}

export interface EncodeTracksOptions {
  codebooks: readonly Codebook[];
  trackIds: string[];
  /** Per codebook, the same for all levels of a modality. Rows of other tracks are left out. */
  embeddings: readonly Embeddings[];
  missing: MissingPolicy;
  /** Embeddings of the training tracks per codebook; needed to impute. */
  training?: readonly Embeddings[];
  neighbours: number;
  blockBytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: TokenizerProgress) => void;
}

/**
 * Codes of tracks against fixed codebooks, from checked embeddings.
 *
 * @throws {MissingModalityError} as `MusicTokenizer.encode` does.
 */
export async function encodeTracks(options: EncodeTracksOptions): Promise<EncodedTracks> {
  const { codebooks, trackIds, missing } = options;
  const modalities = codebooks.length;
  const encoded: EncodedTracks = {
    ids: trackIds,
    codes: new Uint16Array(trackIds.length * modalities).fill(noCode),
    imputed: new Uint8Array(trackIds.length * modalities),
    distances: new Float32Array(trackIds.length * modalities).fill(NaN),
  };
  for (const [position, codebook] of codebooks.entries()) {
    if (codebook.residualOf !== undefined) continue; // goes with the first level
    const embeddings = options.embeddings[position]!;
    const rowOf = rowsOfTracks(embeddings, trackIds);
    const absent = [...rowOf.keys()].filter((track) => rowOf[track]! < 0);
    if (missing === "error" && absent.length > 0) {
      throw new MissingModalityError(trackIds[absent[0]!]!, codebook.name, `none may be missing`);
    }
    const stand =
      missing === "impute" ? await standIns(options, position, absent) : new Map<number, Int32Array>();
    const levels = levelsOf(codebooks, position);
    for (const track of stand.keys())
      for (const level of levels) encoded.imputed[track * modalities + level] = 1;
    const present =
      missing === "impute" ? [...rowOf.keys()] : [...rowOf.keys()].filter((track) => rowOf[track]! >= 0);
    await assignInBlocks(options, levels, present, encoded, (track) => {
      const neighbours = stand.get(track);
      return neighbours
        ? meanRow(options.training![position]!, neighbours)
        : rowAt(embeddings, rowOf[track]!);
    });
  }
  return encoded;
}

/** Positions of a modality's codebooks, level by level. */
function levelsOf(codebooks: readonly Codebook[], first: number): number[] {
  const { name } = codebooks[first]!;
  return [...codebooks.keys()].filter((at) => at === first || codebooks[at]!.residualOf === name);
}

/** Per track that lacks the modality: the rows of `training[position]` whose mean takes its place. */
async function standIns(
  options: EncodeTracksOptions,
  position: number,
  absent: number[],
): Promise<Map<number, Int32Array>> {
  const { codebooks, trackIds, embeddings, training, neighbours, blockBytes, signal, onProgress } = options;
  if (absent.length === 0) return new Map();
  const modality = codebooks[position]!.name;
  if (!training) {
    const reason = "this tokenizer was saved without the training embeddings that imputing needs";
    throw new MissingModalityError(trackIds[absent[0]!]!, modality, reason);
  }
  const pause = createPause(signal);
  const firstLevels = [...codebooks.keys()].filter((at) => codebooks[at]!.residualOf === undefined);
  const rows = await missingNeighbours({
    names: firstLevels.map((at) => codebooks[at]!.name),
    position: firstLevels.indexOf(position),
    trackIds: absent.map((track) => trackIds[track]!),
    embeddings: firstLevels.map((at) => embeddings[at]!),
    training: firstLevels.map((at) => training[at]!),
    neighbours,
    blockBytes: blockBytes ?? 2 ** 26,
    afterBlock: async (done) => {
      onProgress?.({ modality, stage: "impute", done, of: absent.length });
      await pause();
    },
  });
  return new Map(absent.map((track, at) => [track, rows[at]!]));
}

async function assignInBlocks(
  { codebooks, blockBytes, signal, onProgress }: EncodeTracksOptions,
  levels: number[],
  tracks: number[],
  { codes, distances }: EncodedTracks,
  rowOf: (track: number) => Float32Array,
): Promise<void> {
  const { name: modality, width } = codebooks[levels[0]!]!;
  const blockRows = Math.max(1, Math.floor((blockBytes ?? 2 ** 26) / (4 * width)));
  for (let from = 0; from < tracks.length; from += blockRows) {
    const block = tracks.slice(from, from + blockRows);
    let rows: Float32Array = new Float32Array(block.length * width);
    block.forEach((track, row) => rows.set(rowOf(track), row * width));
    for (const [at, position] of levels.entries()) {
      const { centroids, spherical, penalties } = codebooks[position]!;
      const nearest = await assign(rows, centroids, { width, spherical, penalties, blockBytes, signal });
      block.forEach((track, row) => {
        codes[track * codebooks.length + position] = nearest.assignments[row]!;
        distances[track * codebooks.length + position] = Math.sqrt(nearest.distances[row]!);
      });
      if (at + 1 < levels.length)
        rows = residuals(rows, centroids, nearest.assignments, { width, spherical });
    }
    onProgress?.({ modality, stage: "encode", done: from + block.length, of: tracks.length });
  }
}

function rowAt({ rows, width }: Embeddings, row: number): Float32Array {
  return rows.subarray(row * width, (row + 1) * width);
}

function meanRow(embeddings: Embeddings, rows: Int32Array): Float32Array {
  const mean = new Float64Array(embeddings.width);
  for (const row of rows) rowAt(embeddings, row).forEach((value, at) => (mean[at]! += value / rows.length));
  return Float32Array.from(mean);
}

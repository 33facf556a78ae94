import type { Embeddings } from "../embeddings/embeddings.ts";
import { nearestTracks } from "./nearest-tracks.ts";
import { indexTracks, rowsOfTracks } from "./select-rows.ts";
import { MissingModalityError } from "./tokenizer-input-error.ts";

export interface MissingNeighboursOptions {
  /** Names of the modalities. */
  names: readonly string[];
  /** Which of them is missing. */
  position: number;
  /** Tracks without it. */
  trackIds: string[];
  /** Embeddings of these tracks per modality. */
  embeddings: readonly Embeddings[];
  /** Embeddings of the training tracks per modality. */
  training: readonly Embeddings[];
  neighbours: number;
  blockBytes: number;
  afterBlock(tracksDone: number): Promise<void>;
}

/**
 * For tracks that lack a modality: the training tracks whose embeddings in it stand in, as rows of
 * `training[position]`. They are the nearest by the summed cosine similarity over the other modalities, where a
 * modality that either track lacks counts 0.
 *
 * @returns one list of rows a track.
 * @throws {MissingModalityError} if a track has no other modality, or no training track has this one and another.
 */
export async function missingNeighbours(options: MissingNeighboursOptions): Promise<Int32Array[]> {
  const { names, position, trackIds, embeddings, training, blockBytes, afterBlock } = options;
  const others = [...names.keys()].filter((other) => other !== position);
  const known = others.map((other) => rowsOfTracks(embeddings[other]!, trackIds));
  trackIds.forEach((track, at) => {
    if (known.every((rowOf) => rowOf[at]! < 0)) {
      throw new MissingModalityError(track, names[position]!, "it has no modality to find similar tracks by");
    }
  });
  const rowIn = others.map((other) => indexTracks(training[other]!.ids));
  const candidates = [...training[position]!.ids.keys()].filter((row) =>
    rowIn.some((rowOf) => rowOf.has(training[position]!.ids[row]!)),
  );
  if (candidates.length === 0) {
    throw new MissingModalityError(
      trackIds[0]!,
      names[position]!,
      "no training track has it and another modality",
    );
  }
  const neighbours = Math.min(options.neighbours, candidates.length);
  const nearest = await nearestTracks({
    queries: trackIds.length,
    candidates: candidates.length,
    neighbours,
    modalities: others.map((other, at) => ({
      width: training[other]!.width,
      queryRow: (query) => rowAt(embeddings[other]!, known[at]![query]!),
      candidateRow: (candidate) => {
        const track = training[position]!.ids[candidates[candidate]!]!;
        return rowAt(training[other]!, rowIn[at]!.get(track) ?? -1);
      },
    })),
    blockBytes,
    afterBlock,
  });
  return trackIds.map((_, at) =>
    nearest.subarray(at * neighbours, (at + 1) * neighbours).map((candidate) => candidates[candidate]!),
  );
}

function rowAt({ rows, width }: Embeddings, row: number): Float32Array | undefined {
  return row < 0 ? undefined : rows.subarray(row * width, (row + 1) * width);
}

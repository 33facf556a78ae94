import type { Embeddings } from "../embeddings/embeddings.ts";
import { TokenizerInputError } from "./tokenizer-input-error.ts";

/**
 * @param spherical whether rows need a direction.
 * @throws {TokenizerInputError} on a length that does not fit, an id given twice, a value that is not finite, or a row
 *   of zeros where rows need a direction.
 */
export function checkEmbeddings(
  modality: string,
  { ids, rows, width }: Embeddings,
  spherical: boolean,
): void {
  if (!Number.isInteger(width) || width < 1 || rows.length !== ids.length * width) {
    const expected = `${ids.length} rows of ${width} values (a whole number, 1 or more)`;
    throw new TokenizerInputError(expected, `${rows.length} values`, { modality });
  }
  for (const [track, row] of indexTracks(ids, modality)) {
    let squares = 0;
    for (let at = row * width; at < (row + 1) * width; at++) squares += rows[at]! * rows[at]!;
    if (!Number.isFinite(squares)) {
      throw new TokenizerInputError("finite values", "NaN or infinity", { modality, track });
    }
    if (spherical && squares === 0) {
      throw new TokenizerInputError("a direction (spherical)", "a row of zeros", { modality, track });
    }
  }
}

/** Row of each track in `embeddings`, -1 where it has none, [trackIds]. */
export function rowsOfTracks({ ids }: Embeddings, trackIds: readonly string[]): Int32Array {
  const rowOf = indexTracks(ids);
  return Int32Array.from(trackIds, (id) => rowOf.get(id) ?? -1);
}

/** @throws {TokenizerInputError} if an id is given twice. */
export function indexTracks(ids: readonly string[], modality?: string): Map<string, number> {
  const rowOf = new Map<string, number>();
  ids.forEach((track, row) => {
    if (rowOf.has(track))
      throw new TokenizerInputError("each track id once", "it twice", { modality, track });
    rowOf.set(track, row);
  });
  return rowOf;
}

/** The embeddings of those `trackIds` that have one, in their order. Without a copy where nothing changes. */
export function selectRows(embeddings: Embeddings, trackIds: readonly string[]): Embeddings {
  const rowOf = rowsOfTracks(embeddings, trackIds);
  const present = [...trackIds.keys()].filter((track) => rowOf[track]! >= 0);
  const { width, ids } = embeddings;
  if (present.length === ids.length && present.every((track, row) => rowOf[track] === row)) return embeddings;
  const rows = new Float32Array(present.length * width);
  present.forEach((track, to) => {
    const from = rowOf[track]! * width;
    rows.set(embeddings.rows.subarray(from, from + width), to * width);
  });
  return { ids: present.map((track) => trackIds[track]!), rows, width };
}

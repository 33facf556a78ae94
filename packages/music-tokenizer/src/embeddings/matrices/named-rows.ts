import type { Embeddings } from "../embeddings.ts";
import { MatrixFileError } from "./matrix-file-error.ts";

/**
 * A matrix with the tracks that its rows belong to.
 *
 * @param file The matrix's name, for errors.
 * @throws MatrixFileError when ids and rows differ in number, an id comes twice, or a value is not finite.
 */
export function namedRows(
  file: string,
  { rows, width }: { rows: Float32Array; width: number },
  ids: readonly string[],
): Embeddings {
  if (rows.length !== ids.length * width)
    throw new MatrixFileError(file, `one row for each of ${ids.length} ids`, `${rows.length / width} rows`);
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new MatrixFileError(file, "ids of which none comes twice", JSON.stringify(id));
    seen.add(id);
  }
  const bad = rows.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new MatrixFileError(
      file,
      "finite numbers",
      `${rows[bad]} for ${JSON.stringify(ids[Math.floor(bad / width)])}`,
    );
  return { ids: [...ids], rows, width };
}

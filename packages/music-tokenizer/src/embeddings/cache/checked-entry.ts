import { MatrixFileError } from "../matrices/matrix-file-error.ts";

/** @throws MatrixFileError when a cache file's metadata is not what follows from its place and its numbers. */
export function checkedEntry(
  path: string,
  metadata: Record<string, string>,
  expected: Record<string, string>,
): void {
  for (const [field, value] of Object.entries(expected))
    if (metadata[field] !== value)
      throw new MatrixFileError(
        path,
        `${field} ${value} (or delete it: it is embedded anew)`,
        String(metadata[field]),
      );
}

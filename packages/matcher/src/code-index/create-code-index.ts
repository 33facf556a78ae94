import { logAddition, logRemoval } from "../changes/change-log.ts";
import { codeAt, codesOf, sortedVersion, type CatalogueVersion } from "../changes/catalogue-version.ts";
import { idColumn, rowNumberIds, trackIds } from "../ids/track-ids.ts";
import { MatcherInputError } from "../matcher-input-error.ts";
import { checkCode, checkedCatalogue, checkedWeights, defaultWeights, type Catalogue } from "./catalogue.ts";
import { createReader, type CodeReader, type ReaderParts } from "./code-reader.ts";
import { matchOrder } from "./match-order.ts";

/** Options of `createCodeIndex`. */
export interface CodeIndexOptions extends Catalogue {
  /**
   * What a match in each modality counts, parallel to `modalities`; positive.
   * @default [25, 16, 9, 4, 1] for five modalities (§4.4), squares downwards (… 16, 9, 4, 1) for any other number
   */
  weights?: readonly number[];
  /** Track ids, one a row. @default the row numbers as text */
  ids?: readonly string[];
}

/** A catalogue by its codes; tracks may be added, removed and given other codes. */
export interface CodeIndex extends CodeReader {
  /** How many changes await {@link compact}. Lookups slow down with their number, gently. */
  readonly changes: number;
  /**
   * Adds a track, in microseconds. A track that was removed gets its row, and so its place in catalogue order, back;
   * any other the next row.
   *
   * @param track.id Needed in an index that was made with ids; left out in one without.
   * @param track.code One code a modality, 0 … 65535.
   * @returns the track's row
   * @throws MatcherInputError when the id is there already, or the code is none.
   */
  add(track: { id?: string; code: ArrayLike<number> }): number;
  /** Removes a track, in microseconds. @throws MatcherInputError when there is no such track */
  remove(id: string): void;
  /** Gives a track another code, in microseconds; its row stays. @throws MatcherInputError as `add` and `remove` do */
  replace(track: { id: string; code: ArrayLike<number> }): void;
  /** The catalogue as it is now, whatever changes later. Costs nothing. */
  snapshot(): CodeReader;
  /**
   * Sorts the changes in, so that lookups are as fast as in a new index. Takes as long as making one; rows, results
   * and snapshots stay as they are.
   */
  compact(): void;
}

/**
 * An index from codes to tracks: the paper's reverse lookup (§4.4), exact. A lookup touches only the tracks that
 * share codes with the query, best subsets of modalities first, and ends when it has enough.
 *
 * 65535 ("none", a track without that modality) is a code like any other: it matches 65535. The codes are not copied:
 * they must not change afterwards.
 *
 * @throws MatcherInputError when codes, modalities, weights and ids do not fit together.
 */
export function createCodeIndex(options: CodeIndexOptions): CodeIndex {
  const { codes, modalities } = checkedCatalogue(options);
  const weights = checkedWeights(options.weights ?? defaultWeights(modalities.length), modalities);
  const size = codes.length / modalities.length;
  if (options.ids && options.ids.length !== size)
    throw new MatcherInputError("ids", `${size} ids, one a row of codes`, options.ids.length);
  const ids = options.ids ? trackIds(idColumn(options.ids)) : rowNumberIds(size);
  const order = matchOrder(weights);
  const version = sortedVersion({ codes, depth: modalities.length, importance: order.importance });
  return indexOf({ modalities, weights, order, ids }, version);
}

/** The index that starts from a version without changes. */
export function indexOf(parts: ReaderParts, version: CatalogueVersion): CodeIndex {
  const { modalities, order, ids } = parts;
  const depth = modalities.length;
  const change = (row: number, code: Uint16Array | undefined, next: Uint16Array | undefined) => {
    const { log } = version;
    if (code) logRemoval(log, row, code);
    if (next) logAddition(log, row, next);
    version = {
      ...version,
      changes: log.changes.length,
      size: version.size + (next ? 1 : 0) - (code ? 1 : 0),
      rowCount: ids.length,
    };
  };
  const rowOf = (id: string) => {
    const row = ids.find(id);
    const code = codeAt(version, row);
    if (!code) throw new MatcherInputError("id", "a track of the index", JSON.stringify(id));
    return { row, code };
  };
  const checkedCode = (code: ArrayLike<number>) => {
    checkCode(code, modalities);
    const checked = Uint16Array.from(code);
    const wrong = checked.findIndex((value, m) => value !== code[m]);
    if (wrong >= 0) throw new MatcherInputError(`the code's ${modalities[wrong]}`, "0 to 65535", code[wrong]);
    return checked;
  };
  const reader = createReader(parts, () => version);

  return Object.defineProperties(
    reader,
    Object.getOwnPropertyDescriptors({
      add: ({ id, code }) => {
        const next = checkedCode(code);
        if (id === undefined && ids.all()) throw new MatcherInputError("id", "given", id);
        const known = id ?? String(ids.length);
        const row = ids.find(known);
        if (codeAt(version, row))
          throw new MatcherInputError("id", "new", `in the index already: ${JSON.stringify(known)}`);
        if (row < 0) ids.append(known);
        const added = row < 0 ? ids.length - 1 : row;
        change(added, undefined, next);
        return added;
      },
      remove: (id) => {
        const { row, code } = rowOf(id);
        change(row, code, undefined);
      },
      replace: ({ id, code }) => {
        const next = checkedCode(code);
        const { row, code: before } = rowOf(id);
        change(row, before, next);
      },
      snapshot: () => {
        const now = version;
        return createReader(parts, () => now);
      },
      compact: () => {
        version = sortedVersion({ ...codesOf(version), depth, importance: order.importance });
      },
      get changes() {
        return version.changes;
      },
    } satisfies Omit<CodeIndex, keyof CodeReader>),
  ) as CodeIndex;
}

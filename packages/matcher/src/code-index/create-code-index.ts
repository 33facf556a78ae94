import { MatcherInputError } from "../matcher-input-error.ts";
import { checkedCatalogue, defaultWeights, type Catalogue } from "./catalogue.ts";
import { matchOrder } from "./match-order.ts";
import { postings, rowsWithCode } from "./postings.ts";
import { inTieOrder, type TieOrder } from "./tie-order.ts";

export interface CodeIndexOptions extends Catalogue {
  /**
   * What a match in each modality counts, parallel to `modalities`; positive.
   * @default [25, 16, 9, 4, 1] for five modalities (§4.4), squares downwards (… 16, 9, 4, 1) for any other number
   */
  weights?: readonly number[];
  /** Track ids, one a row. @default the row numbers as text */
  ids?: readonly string[];
}

export interface LookupOptions {
  /** Most tracks to return. @default 10 */
  limit?: number;
  /** Ids of tracks never to return: played, disliked. */
  exclude?: Iterable<string>;
  /** Only tracks for which this is true: available, not explicit, from the right years. */
  filter?: (row: number, id: string) => boolean;
  /** Order of tracks that match in the same modalities. @default "catalogue" */
  ties?: TieOrder;
}

export interface Match {
  row: number;
  id: string;
  /** Summed weight of the matching modalities. */
  score: number;
  /** The matching modalities, in the index's order. Never empty. */
  matched: string[];
}

export interface CodeIndex extends Readonly<CodeIndexOptions> {
  readonly weights: readonly number[];
  /** Number of tracks. */
  readonly size: number;
  /** A track's code, a view into `codes`. */
  code(row: number): Uint16Array;
  /**
   * The tracks that match a code, best first: by summed weight of the matching modalities; of equal sums, the subset
   * with the more important modality first; within a subset by `ties`. Tracks that match nowhere are not returned.
   *
   * @param code One code a modality; -1 for a modality that shall match nothing.
   * @throws MatcherInputError when the code has another number of entries than the index has modalities,
   * or something else than whole numbers.
   */
  lookup(code: ArrayLike<number>, options?: LookupOptions): Match[];
}

/**
 * An index from codes to tracks: the paper's reverse lookup (§4.4), exact. A lookup touches only the tracks that
 * share at least one code with the query, never the whole catalogue.
 *
 * 65535 ("none", a track without that modality) is a code like any other: it matches 65535.
 *
 * @throws MatcherInputError when codes, modalities, weights and ids do not fit together.
 */
export function createCodeIndex(options: CodeIndexOptions): CodeIndex {
  const { codes, modalities } = checkedCatalogue(options);
  const weights = checkedWeights(options.weights ?? defaultWeights(modalities.length), modalities);
  const size = codes.length / modalities.length;
  const ids = options.ids && checkedIds(options.ids, size);
  const order = matchOrder(weights);
  const postingsOf = modalities.map((_, m) => postings(codes, modalities.length, m));
  const idOf = (row: number) => (ids ? ids[row]! : String(row));

  /** Rows by the mask of the modalities in which they match, each group in catalogue order. */
  const maskOf = new Uint16Array(size);
  const groupsByMask = (code: ArrayLike<number>): Map<number, number[]> => {
    const matching = postingsOf.map((modality, m) => rowsWithCode(modality, code[m]!));
    matching.forEach((rows, m) => rows.forEach((row) => (maskOf[row]! |= 1 << m)));
    const groups = new Map<number, number[]>();
    for (const rows of matching)
      for (const row of rows) {
        const mask = maskOf[row]!;
        if (mask === 0) continue; // Already grouped by an earlier modality.
        maskOf[row] = 0;
        const group = groups.get(mask);
        if (group) group.push(row);
        else groups.set(mask, [row]);
      }
    return groups;
  };

  return {
    codes,
    modalities,
    weights,
    ids,
    size,
    code: (row) => codes.subarray(row * modalities.length, (row + 1) * modalities.length),
    lookup: (code, { limit = 10, exclude = [], filter, ties = "catalogue" } = {}) => {
      checkCode(code, modalities);
      if (!(limit >= 0)) throw new MatcherInputError("limit", "a number from 0", limit);
      const excluded = new Set(exclude);
      const eligible = (row: number) => !excluded.has(idOf(row)) && (!filter || filter(row, idOf(row)));
      const groups = groupsByMask(code);
      const matches: Match[] = [];
      for (const mask of [...groups.keys()].toSorted(order.compare)) {
        if (matches.length >= limit) break;
        const rows = inTieOrder(groups.get(mask)!.filter(eligible), ties, idOf);
        const matched = modalities.filter((_, m) => (mask >> m) & 1);
        for (const row of rows.slice(0, limit - matches.length))
          matches.push({ row, id: idOf(row), score: order.score[mask]!, matched });
      }
      return matches;
    },
  };
}

function checkCode(code: ArrayLike<number>, modalities: readonly string[]): void {
  if (code.length !== modalities.length)
    throw new MatcherInputError(
      "the code",
      `${modalities.length} numbers (${modalities.join(", ")})`,
      code.length,
    );
  modalities.forEach((modality, m) => {
    if (!Number.isInteger(code[m]))
      throw new MatcherInputError(`the code's ${modality}`, "a whole number", code[m]);
  });
}

function checkedWeights(weights: readonly number[], modalities: readonly string[]): readonly number[] {
  if (weights.length !== modalities.length)
    throw new MatcherInputError("weights", `${modalities.length} numbers, one a modality`, weights.length);
  weights.forEach((weight, m) => {
    if (!(weight > 0 && weight < Infinity))
      throw new MatcherInputError(`weights[${m}] (${modalities[m]})`, "a positive number", weight);
  });
  return weights;
}

function checkedIds(ids: readonly string[], size: number): readonly string[] {
  if (ids.length !== size) throw new MatcherInputError("ids", `${size} ids, one a row of codes`, ids.length);
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id))
      throw new MatcherInputError("ids", "distinct", `not: ${JSON.stringify(id)} comes twice`);
    seen.add(id);
  }
  return ids;
}

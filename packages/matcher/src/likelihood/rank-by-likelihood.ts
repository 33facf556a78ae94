import { MatcherInputError } from "../matcher-input-error.ts";
import type { CatalogueTrie } from "../trie/create-trie.ts";
import { compareCodes } from "../trie/trie-reading.ts";
import { PriorityQueue } from "./priority-queue.ts";

/** Options of `rankByLikelihood`. */
export interface LikelihoodOptions {
  trie: CatalogueTrie;
  /**
   * The log-probability of each code: a table a modality, indexed by code, when the modalities are predicted apart;
   * or a function that gives those of the codes that may follow a prefix, parallel to `codes` and at most 0, as a
   * language model does. Tracks with log-probability -Infinity are not returned.
   */
  logProbabilities:
    | readonly ArrayLike<number>[]
    | ((prefix: readonly number[], codes: Uint16Array) => ArrayLike<number>);
  /** Most tracks to return. @default 10 */
  limit?: number;
}

/** A track and how probable its code is. */
export interface LikelyTrack {
  /** Row of the track in the catalogue. */
  row: number;
  /** One code a modality. */
  code: readonly number[];
  /** log p(code): the sum over the modalities. */
  logProbability: number;
}

interface Node {
  code: readonly number[];
  /** Summed so far. */
  logProbability: number;
  /** No track below has more. */
  bound: number;
}

/** A log-softmax in 32 bits may round to a little above 0. */
const rounding = 1e-4;

/**
 * The tracks of greatest joint log-probability, exactly, best first: best-first search over the trie. A node is
 * expanded only if its bound (what it has, plus the most that the modalities left can add) is among the best, so that
 * the function is asked for few prefixes. Equal tracks are ordered by code, then in catalogue order.
 *
 * @throws MatcherInputError when the log-probabilities do not fit the codes, are NaN, or are above 0 where a function
 * gives them.
 */
export function rankByLikelihood({ trie, logProbabilities, limit = 10 }: LikelihoodOptions): LikelyTrack[] {
  if (!(limit >= 0)) throw new MatcherInputError("limit", "a number from 0", limit);
  const { depth } = trie;
  const isTable = typeof logProbabilities !== "function";
  if (isTable && logProbabilities.length !== depth)
    throw new MatcherInputError(
      "logProbabilities",
      `${depth} tables, one a modality`,
      logProbabilities.length,
    );
  const most = isTable ? logProbabilities.map(largest) : Array.from({ length: depth }, () => 0);
  const bound = (length: number, logProbability: number) => {
    // Summed from the left, as a track's own sum is: then rounding keeps the order, and the bound holds exactly.
    for (let d = length; d < depth; d++) logProbability += most[d]!;
    return logProbability;
  };

  const queue = new PriorityQueue<Node>(goesFirst);
  queue.push({ code: [], logProbability: 0, bound: bound(0, 0) });
  const ranked: LikelyTrack[] = [];
  for (let node = queue.pop(); node && ranked.length < limit; node = queue.pop()) {
    const { code, logProbability } = node;
    if (code.length === depth) {
      for (const row of trie.rows(code).subarray(0, limit - ranked.length))
        ranked.push({ row, code, logProbability });
      continue;
    }
    const codes = trie.allowed(code);
    const next = isTable
      ? Array.from(codes, (value) => logProbabilities[code.length]![value])
      : logProbabilities(code, codes);
    for (let i = 0; i < codes.length; i++) {
      const sum = logProbability + checked(next[i], isTable ? Infinity : rounding, code, codes[i]!);
      if (sum > -Infinity)
        queue.push({ code: [...code, codes[i]!], logProbability: sum, bound: bound(code.length + 1, sum) });
    }
  }
  return ranked;
}

function checked(value: number | undefined, most: number, prefix: readonly number[], code: number): number {
  if (value === undefined || !(value <= most))
    throw new MatcherInputError(
      `the log-probability of ${code} after [${prefix.join(", ")}]`,
      most === Infinity ? "a number" : "at most 0",
      value,
    );
  return most === Infinity ? value : Math.min(0, value);
}

/** Equal bounds: what can still become a track first, so that equal tracks come out in the order of their codes. */
function goesFirst(a: Node, b: Node): boolean {
  if (a.bound !== b.bound) return a.bound > b.bound;
  if (a.code.length !== b.code.length) return a.code.length < b.code.length;
  return compareCodes(a.code, b.code) < 0;
}

function largest(table: ArrayLike<number>, modality: number): number {
  let most = -Infinity;
  for (let code = 0; code < table.length; code++) most = Math.max(most, table[code]!);
  if (Number.isNaN(most)) throw new MatcherInputError(`logProbabilities[${modality}]`, "numbers", NaN);
  return most;
}

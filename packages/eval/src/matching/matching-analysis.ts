import { ArgumentError } from "../errors/argument-error.ts";

/** Options of `matchingAnalysis`. */
export interface MatchingAnalysisOptions {
  /** The code sequences that the model generated, one code per modality; `undefined`, or a sequence of another length,
   * is a malformed one. */
  generated: Iterable<ArrayLike<number> | undefined>;
  /** The catalogue's codes, row-major [tracks, modalities]. */
  codes: ArrayLike<number>;
  /** Number of codes per track. */
  modalities: number;
  /** Catalogue rows of each subset, such as `{ warm, cold }`. @default none */
  subsets?: Record<string, Iterable<number>>;
}

/** How many generated code sequences are those of a track, over all and by subset. */
export interface MatchingAnalysis {
  /** All generated sequences, malformed ones included. */
  sequences: number;
  /** Sequences that are no code at all. */
  malformed: number;
  /** Sequences that equal the codes of at least one track. */
  matched: number;
  /** `matched / sequences`; `NaN` without sequences. */
  share: number;
  /** By the names of the subsets. */
  subsets: Record<string, SubsetMatching>;
}

/** The matches among the tracks of one subset. */
export interface SubsetMatching {
  /** Tracks of the subset. */
  tracks: number;
  /** Sequences that equal the codes of at least one track of the subset; one that matches tracks of two subsets counts
   * in both. */
  matched: number;
  /** `matched` over all matched sequences: the paper's 93.6 % for warm tracks. */
  shareOfMatched: number;
  /** `matched / tracks`, the raw share made comparable between subsets of different sizes. The paper prints 16.5 % for
   * warm and 14.5 % for cold tracks "normalized by their respective test set sizes". */
  matchedPerTrack: number;
  /** Tracks of the subset that some sequence matched, over all its tracks: the same, without repeats. */
  tracksMatchedShare: number;
}

/**
 * How often generated code sequences are exactly the codes of a track: the paper's check that the model has learned
 * which codes go together, among 10^15 possible sequences.
 *
 * @throws {ArgumentError} if `codes` is not a whole number of tracks, or a subset has a row outside it.
 * @see TalkPlay §5.2 (49.7 % of 13,012 turns).
 */
export function matchingAnalysis({
  generated,
  codes,
  modalities,
  subsets = {},
}: MatchingAnalysisOptions): MatchingAnalysis {
  const rowsOf = rowsByCodes(codes, modalities);
  const timesMatched = new Uint32Array(codes.length / modalities);
  const matches: number[][] = [];
  let sequences = 0;
  let malformed = 0;
  for (const sequence of generated) {
    sequences++;
    if (sequence?.length !== modalities) {
      malformed++;
      continue;
    }
    const rows = rowsOf.get(Array.from(sequence).join());
    if (rows === undefined) continue;
    matches.push(rows);
    for (const row of rows) timesMatched[row]!++;
  }
  return {
    sequences,
    malformed,
    matched: matches.length,
    share: matches.length / sequences,
    subsets: Object.fromEntries(
      Object.entries(subsets).map(([name, rows]) => [
        name,
        subsetMatching(name, rows, matches, timesMatched),
      ]),
    ),
  };
}

function rowsByCodes(codes: ArrayLike<number>, modalities: number): Map<string, number[]> {
  if (!Number.isInteger(modalities) || modalities < 1)
    throw new ArgumentError({ argument: "modalities", expected: "a whole number from 1", got: modalities });
  if (codes.length % modalities !== 0)
    throw new ArgumentError({
      argument: "codes",
      expected: `a multiple of ${modalities}`,
      got: codes.length,
    });
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row * modalities < codes.length; row++) {
    const key = Array.from(
      { length: modalities },
      (_, modality) => codes[row * modalities + modality],
    ).join();
    const rows = rowsOf.get(key);
    if (rows) rows.push(row);
    else rowsOf.set(key, [row]);
  }
  return rowsOf;
}

function subsetMatching(
  name: string,
  rows: Iterable<number>,
  matches: readonly number[][],
  timesMatched: Uint32Array,
): SubsetMatching {
  const members = new Set(rows);
  for (const row of members)
    if (timesMatched[row] === undefined)
      throw new ArgumentError({
        argument: `subsets.${name}`,
        expected: `rows from 0 to ${timesMatched.length - 1}`,
        got: row,
      });
  const matched = matches.filter((candidates) => candidates.some((row) => members.has(row))).length;
  const tracksMatched = [...members].filter((row) => timesMatched[row]! > 0).length;
  return {
    tracks: members.size,
    matched,
    shareOfMatched: matched / matches.length,
    matchedPerTrack: matched / members.size,
    tracksMatchedShare: tracksMatched / members.size,
  };
}

import { ArgumentError } from "../../errors/argument-error.ts";
import { BoundedHeap } from "../../runs/bounded-heap.ts";
import { createQueryPlanner } from "./query-plan.ts";
import type { QueryPlan } from "./query-plan.ts";
import type { Postings } from "./postings.ts";
import { absentScore } from "./query-terms.ts";
import type { QueryTerms } from "./query-terms.ts";
import { sumScores } from "./score-documents.ts";
import { MOST_WORDS, ScoreSums } from "./score-sums.ts";

/** Options of `Bm25.search`. */
export interface Bm25SearchOptions {
  /** @default 100 */
  limit?: number;
  /** Rows that are out of the ranking. @default none */
  exclude?: Iterable<number>;
}

/** The best documents for a query, best first. */
export interface Bm25Result {
  /** Rows of the documents, from 0. */
  rows: Int32Array;
  /** [rows] */
  scores: Float32Array;
}

/** Share of a score that sums in single precision may be off by. */
const ROUNDING = 1e-5;
/** Scoring a document from its own terms costs about as much as adding this many postings. */
const DOCUMENT_COST = 16;

/**
 * Searches term by term, the rarest first, which add most for the length of their postings (MaxScore). Once the terms
 * that are left cannot lift a new document among the best, their postings are skipped, and the documents that can still
 * be among the best are scored one by one from their own terms.
 *
 * @see Turtle and Flood, "Query Evaluation: Strategies and Optimizations", Information Processing & Management 1995.
 */
export function createTopDocuments(postings: Postings, size: number) {
  // Kept between queries, so that a query clears only what it touched.
  const planQuery = createQueryPlanner(postings);
  const sums = new ScoreSums(postings, size);
  const counts = new Uint16Array(postings.largest.length); // all 0 outside of a call
  let best = new BoundedHeap(100);

  return (query: QueryTerms, { limit = 100, exclude = [] }: Bm25SearchOptions = {}): Bm25Result => {
    if (!Number.isInteger(limit) || limit < 0)
      throw new ArgumentError({ argument: "limit", expected: "a whole number from 0", got: limit });
    const excluded = [...exclude];
    for (const row of excluded)
      if (!Number.isInteger(row) || row < 0 || row >= size)
        throw new ArgumentError({ argument: "exclude", expected: `rows from 0 to ${size - 1}`, got: row });

    if (best.capacity !== limit) best = new BoundedHeap(limit);
    const absent = absentScore(query, postings);
    const plan = planQuery(query);
    if (plan.wordsLeft[0]! > MOST_WORDS) {
      const scores = sumScores(query, postings, size);
      for (const row of excluded) scores[row] = 0;
      for (let row = 0; row < size; row++)
        if (scores[row] !== 0) best.offer(row, Math.fround(scores[row]! + absent));
    } else {
      for (let place = 0; place < plan.length; place++) counts[plan.terms[place]!] = plan.counts[place]!;
      sums.exclude(excluded);
      const candidates = findCandidates(plan, sums, limit, absent / postings.step);
      offerScores(candidates, counts, postings.byDocument, absent, best);
      sums.clear();
      for (let place = 0; place < plan.length; place++) counts[plan.terms[place]!] = 0;
    }
    const { rows, scores } = best.drain();
    return { rows, scores: Float32Array.from(scores) };
  };
}

function findCandidates(plan: QueryPlan, sums: ScoreSums, limit: number, absent: number): Int32Array {
  // The sum that the best documents certainly reach: every posting was rounded up, and sums in single precision are
  // off by a little, those of `absent` included.
  const certain = (reached: number, place: number) => {
    const least = reached - (plan.wordsLeft[0]! - plan.wordsLeft[place]!);
    return Math.max(0, least - ROUNDING * (least + plan.gainLeft[place]! + absent));
  };

  let gainAtNextLook = Infinity;
  for (let place = 0; place < plan.length; place++) {
    const gainLeft = plan.gainLeft[place]!;
    const workLeft = plan.workLeft[place]!;
    if (gainLeft < gainAtNextLook && workLeft > limit * DOCUMENT_COST) {
      const bound = certain(sums.reachedBy(limit), place);
      // With the gain at an eighth of the bound, few documents are left between the two. A look costs more than many
      // postings, so that the next one waits until the gain has fallen.
      if (gainLeft < bound / 8) {
        const candidates = sums.atLeast(bound - gainLeft);
        const tighter = certain(sums.reachedBy(limit, candidates), place);
        const fewer = sums.among(candidates, tighter - gainLeft);
        if (fewer.length * DOCUMENT_COST < workLeft) return fewer;
        gainAtNextLook = 0.9 * gainLeft;
      } else if (bound > 0) gainAtNextLook = Math.min(0.3 * bound, 0.8 * gainLeft);
    }
    sums.add(plan.terms[place]!, plan.counts[place]!, 6 * limit);
  }
  const all = sums.atLeast(certain(sums.reachedBy(limit), plan.length));
  return sums.among(all, certain(sums.reachedBy(limit, all), plan.length));
}

/** Scores documents from their own terms, those that the query lacks counting 0. */
function offerScores(
  rows: Int32Array,
  counts: Uint16Array,
  { starts, terms, scores }: Postings["byDocument"],
  absent: number,
  best: BoundedHeap,
): void {
  let worst = best.worst;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const end = starts[row + 1]!;
    let sum = 0;
    for (let place = starts[row]!; place < end; place++)
      sum = Math.fround(sum + counts[terms[place]!]! * scores[place]!);
    const score = Math.fround(sum + absent);
    if (score < worst || sum === 0) continue;
    best.offer(row, score);
    worst = best.worst;
  }
}

import type { Postings } from "./postings.ts";
import type { QueryTerms } from "./query-terms.ts";

/** A query's terms in the order in which they are searched, those that add nothing left out. */
export interface QueryPlan {
  /** Number of terms; what the lists hold beyond is of earlier queries. */
  length: number;
  /** The terms' numbers. */
  terms: Int32Array;
  /** How often the query has each. */
  counts: Float64Array;
  /** The most that this and the later terms can add to a document, in steps of the postings. */
  gainLeft: Float64Array;
  /** Words of this and the later terms, repeats included. */
  wordsLeft: Float64Array;
  /** Postings of this and the later terms. */
  workLeft: Float64Array;
}

/**
 * Plans queries: the rarest terms first, which add most for the length of their postings. The plan is a view that the
 * next query overwrites: making its lists anew would take as long as filling them.
 */
export function createQueryPlanner({ starts, largest, step }: Postings) {
  let plan = emptyPlan(256);

  return ({ terms, counts }: QueryTerms): QueryPlan => {
    if (plan.terms.length < terms.length) plan = emptyPlan(2 * terms.length);
    let length = 0;
    for (let index = 0; index < terms.length; index++) {
      if (largest[terms[index]!] === 0) continue;
      plan.terms[length] = terms[index]!;
      plan.counts[length++] = counts[index]!;
    }
    plan.length = length;
    plan.gainLeft[length] = plan.wordsLeft[length] = plan.workLeft[length] = 0;
    for (let place = length - 1; place >= 0; place--) {
      const term = plan.terms[place]!;
      plan.gainLeft[place] = plan.gainLeft[place + 1]! + (plan.counts[place]! * largest[term]!) / step;
      plan.wordsLeft[place] = plan.wordsLeft[place + 1]! + plan.counts[place]!;
      plan.workLeft[place] = plan.workLeft[place + 1]! + starts[term + 1]! - starts[term]!;
    }
    return plan;
  };
}

function emptyPlan(terms: number): QueryPlan {
  return {
    length: 0,
    terms: new Int32Array(terms),
    counts: new Float64Array(terms),
    gainLeft: new Float64Array(terms + 1),
    wordsLeft: new Float64Array(terms + 1),
    workLeft: new Float64Array(terms + 1),
  };
}

import type { Postings } from "./postings.ts";
import type { QueryTerms } from "./query-terms.ts";

/** A query's terms in the order in which they are searched, those that add nothing left out. */
export interface QueryPlan {
  /** Number of terms. */
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

/** Those terms first that can add most for the length of their postings. */
export function planQuery({ terms, counts }: QueryTerms, { starts, largest, step }: Postings): QueryPlan {
  const plan: QueryPlan = {
    length: 0,
    terms: new Int32Array(terms.length),
    counts: new Float64Array(terms.length),
    gainLeft: new Float64Array(terms.length + 1),
    wordsLeft: new Float64Array(terms.length + 1),
    workLeft: new Float64Array(terms.length + 1),
  };
  const worth = new Float64Array(terms.length);
  for (let index = 0; index < terms.length; index++) {
    const term = terms[index]!;
    const value = (counts[index]! * largest[term]!) / (starts[term + 1]! - starts[term]!);
    if (value === 0) continue;
    let place = plan.length++;
    for (; place > 0 && worth[place - 1]! < value; place--) {
      worth[place] = worth[place - 1]!;
      plan.terms[place] = plan.terms[place - 1]!;
      plan.counts[place] = plan.counts[place - 1]!;
    }
    worth[place] = value;
    plan.terms[place] = term;
    plan.counts[place] = counts[index]!;
  }
  for (let place = plan.length - 1; place >= 0; place--) {
    const term = plan.terms[place]!;
    plan.gainLeft[place] = plan.gainLeft[place + 1]! + (plan.counts[place]! * largest[term]!) / step;
    plan.wordsLeft[place] = plan.wordsLeft[place + 1]! + plan.counts[place]!;
    plan.workLeft[place] = plan.workLeft[place + 1]! + starts[term + 1]! - starts[term]!;
  }
  return plan;
}

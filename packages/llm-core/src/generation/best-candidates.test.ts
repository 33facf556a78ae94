import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BestCandidates } from "./best-candidates.ts";

describe("relation: the best candidates, property", () => {
  it("are the first of all candidates sorted, of equal scores the first offered", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -4, max: 4 })),
        fc.integer({ min: 1, max: 12 }),
        (scores, capacity) => {
          const best = new BestCandidates(capacity);
          scores.forEach((score, id) => best.offer(score, 0, id));
          const sorted = [...scores.keys()].toSorted((left, right) => scores[right]! - scores[left]!);
          expect(best.ranked().map(({ id }) => id)).toEqual(sorted.slice(0, capacity));
        },
      ),
      { seed: 1 },
    );
  });
});

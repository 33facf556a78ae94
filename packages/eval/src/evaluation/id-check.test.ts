import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IdCheck } from "./id-check.ts";

describe("relation: ids at fault, however many rankings came before", () => {
  const rankings = fc.array(fc.array(fc.constantFrom(..."abcdefg"), { maxLength: 8 }), { maxLength: 6 });

  it.each([[undefined], [new Set("abcd")]])("in catalogue %o", (catalogue) => {
    fc.assert(
      fc.property(rankings, (lists) => {
        const check = new IdCheck(catalogue);
        for (const ranked of lists) {
          const { unknown, repeated } = check.check(ranked);
          expect(unknown).toEqual(catalogue ? ranked.filter((id) => !catalogue.has(id)) : []);
          const more = new Set(ranked.filter((id) => ranked.indexOf(id) !== ranked.lastIndexOf(id)));
          expect(new Set(repeated)).toEqual(more);
        }
      }),
    );
  });
});

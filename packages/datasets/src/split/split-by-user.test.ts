import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitByUser } from "./split-by-user.ts";

const user = ({ by }: { by: number }) => String(by);
const owned = (users: readonly number[]) => users.map((by, id) => ({ id, by }));

describe("relation: splitByUser", () => {
  it("keeps every item once and no user in two parts, with at least the sizes asked for", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 40, maxLength: 60 }), fc.integer(), (users, seed) => {
        fc.pre(Math.max(...users.map((by) => users.filter((other) => other === by).length)) < 10);
        const items = owned(users);
        const split = splitByUser({ items, user, testSize: 5, validationSize: 4, seed });
        const { train, validation, test } = split;
        expect([...train, ...validation, ...test].toSorted((a, b) => a.id - b.id)).toEqual(items);
        const parts = [train, validation, test].map((part) => new Set(part.map(user)));
        expect(parts.reduce((sum, { size }) => sum + size, 0)).toBe(new Set(users).size);
        expect(test.length).toBeGreaterThanOrEqual(5);
        expect(validation.length).toBeGreaterThanOrEqual(4);
        expect(splitByUser({ items, user, testSize: 5, validationSize: 4, seed })).toEqual(split);
      }),
    );
  });
});

describe("unit: splitByUser", () => {
  it("takes no second user when one fills the part", () => {
    const { test, train } = splitByUser({ items: owned([1, 1, 2, 2]), user, testSize: 1 });
    expect([test.length, train.length]).toEqual([2, 2]);
  });

  it("refuses sizes that leave nobody", () => {
    expect(() => splitByUser({ items: owned([1, 1, 1]), user, testSize: 1 })).toThrow(
      "leave nothing of the 3 items of 1 users",
    );
  });
});

import { describe, expect, it } from "vitest";
import { rankFromList } from "./rank-from-list.ts";

describe("unit: rank from a list", () => {
  it("is the place without scores, the group of equal scores with", () => {
    expect(rankFromList(["a", "b", "c"], "b")).toEqual({ better: 1, tied: 1 });
    expect(rankFromList(["a", "b", "c"], "b", [2, 1, 1])).toEqual({ better: 1, tied: 2 });
    expect(rankFromList(["a"], "z")).toBeUndefined();
  });
});

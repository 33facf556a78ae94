import { expect, it } from "vitest";
import { validityShare } from "./validity-share.ts";

it("unit: is the share of ranked ids that exist, NaN for no ids", () => {
  expect(validityShare([["a", "x"], ["b"], ["y"]], new Set(["a", "b"]))).toBe(0.5);
  expect(validityShare([[]], new Set(["a"]))).toBeNaN();
});

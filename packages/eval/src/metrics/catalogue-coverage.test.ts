import { expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { catalogueCoverage } from "./catalogue-coverage.ts";

const catalogue = new Set(["a", "b", "c", "d"]);

it("unit: counts distinct catalogue ids among each ranking's first K", () => {
  const rankings = [
    ["a", "b", "c"],
    ["a", "x", "d"],
  ];
  expect(catalogueCoverage(rankings, catalogue, 1)).toBe(0.25);
  expect(catalogueCoverage(rankings, catalogue, 2)).toBe(0.5);
  expect(catalogueCoverage(rankings, catalogue, 3)).toBe(1);
});

it("unit: refuses an empty catalogue", () => {
  expect(() => catalogueCoverage([], new Set(), 1)).toThrow(ArgumentError);
});

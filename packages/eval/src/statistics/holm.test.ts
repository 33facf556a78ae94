import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/scipy.json" with { type: "json" };
import { ArgumentError } from "../errors/argument-error.ts";
import { holm } from "./holm.ts";

it.each(vectors.holm)("parity: statsmodels, $pValues.length tests", ({ pValues, adjusted }) => {
  for (const [test, value] of holm(pValues).entries()) expect(value).toBeCloseTo(adjusted[test]!, 14);
});

describe("unit: Holm", () => {
  it("0.01, 0.04, 0.03 become 0.03, 0.06, 0.06", () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  });

  it("stays at most 1 and refuses what is not a probability", () => {
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(() => holm([0.5, NaN])).toThrow(ArgumentError);
  });
});

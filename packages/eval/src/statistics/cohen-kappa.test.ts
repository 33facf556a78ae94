import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/scikit-learn-kappa.json" with { type: "json" };
import { ArgumentError } from "../errors/argument-error.ts";
import { cohenKappa } from "./cohen-kappa.ts";

describe("unit: Cohen's kappa", () => {
  it("of yes, yes, no, no against yes, no, no, no: agreement 3/4, by chance 1/2, kappa 1/2", () => {
    expect(cohenKappa(["y", "y", "n", "n"], ["y", "n", "n", "n"])).toEqual({
      items: 4,
      agreement: 0.75,
      kappa: 0.5,
    });
  });

  it("is not defined when both always say one thing", () => {
    expect(cohenKappa(["y"], ["y"])).toMatchObject({ agreement: 1, kappa: NaN });
  });

  it.each([
    ["unequal lengths", () => cohenKappa(["y"], [])],
    ["no judgements", () => cohenKappa([], [])],
    ["a judgement off the scale", () => cohenKappa([6], [1], { categories: [1, 2, 3, 4, 5] })],
  ])("refuses %s", (_, compute) => expect(compute).toThrow(ArgumentError));
});

describe("parity: scikit-learn", () => {
  it.each(vectors.cases.map((case_, index) => ({ ...case_, index })))(
    "case $index",
    ({ first, second, kappa }) => {
      for (const weights of ["none", "linear", "quadratic"] as const)
        expect(cohenKappa(first, second, { weights, categories: [1, 2, 3, 4, 5] }).kappa).toBeCloseTo(
          kappa[weights],
          12,
        );
    },
  );
});

import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/scipy.json" with { type: "json" };
import { normalCdf, normalQuantile } from "./normal-distribution.ts";

describe("parity: SciPy", () => {
  it.each(vectors.normalCdf)("normal distribution at %d", (x, expected) => {
    expect(Math.abs(normalCdf(x!) - expected!)).toBeLessThan(1e-14);
  });

  it.each(vectors.normalQuantile)("normal quantile of %d", (probability, expected) => {
    expect(normalQuantile(probability!)).toBeCloseTo(expected!, 9);
  });
});

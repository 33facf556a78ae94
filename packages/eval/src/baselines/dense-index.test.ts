import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { createDenseIndex } from "./dense-index.ts";

describe("unit: dense index", () => {
  const index = createDenseIndex({ rows: Float32Array.of(3, 4, 0, 0, 0, 0, -1, 0, 0), width: 3 });

  it("scores by cosine, whatever the lengths; rows of zeros score 0", () => {
    expect([...index.scores([10, 0, 0])].map((score) => score.toFixed(6))).toEqual([
      "0.600000",
      "0.000000",
      "-1.000000",
    ]);
    expect([...index.scores([0, 0, 0])]).toEqual([0, 0, 0]);
  });

  it("refuses rows and vectors of another width, and values that are not finite", () => {
    expect(() => createDenseIndex({ rows: new Float32Array(4), width: 3 })).toThrow(ArgumentError);
    expect(() => createDenseIndex({ rows: Float32Array.of(1, NaN), width: 2 })).toThrow("rows[0]");
    expect(() => index.scores([1])).toThrow(ArgumentError);
  });
});

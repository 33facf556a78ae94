import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { rankFromScores } from "./rank-from-scores.ts";

describe("unit: rank from scores over the catalogue", () => {
  const scores = Float32Array.of(0.5, 2, 0.5, -Infinity, 1, 0.5);

  it("counts rows above and rows alike", () => {
    expect(rankFromScores(scores, 2)).toEqual({ better: 2, tied: 3 });
    expect(rankFromScores(scores, 3)).toEqual({ better: 5, tied: 1 });
  });

  it("takes excluded rows out once, however often they are named", () => {
    expect(rankFromScores(scores, 2, { exclude: [1, 1, 5, 3] })).toEqual({ better: 1, tied: 2 });
  });

  it.each([
    ["a score that is not a number", () => rankFromScores([1, NaN], 0)],
    ["a relevant row whose score is not a number", () => rankFromScores([1, NaN], 1)],
    ["a relevant row outside", () => rankFromScores(scores, 6)],
    ["an excluded row outside", () => rankFromScores(scores, 0, { exclude: [-1] })],
    ["the relevant row excluded", () => rankFromScores(scores, 0, { exclude: [0] })],
  ])("refuses %s", (_, compute) => expect(compute).toThrow(ArgumentError));
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { createDenseIndex } from "./dense-index.ts";

const dot = (a: number[], b: number[]) => a.reduce((sum, value, column) => sum + value * b[column]!, 0);

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

  it("relation: equals the plain cosine at any width", () => {
    const vector = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 11 });
    fc.assert(
      fc.property(vector, (values) => {
        const other = values.map((value, column) => value * ((column % 3) - 1) + 1);
        const lengths = Math.sqrt(dot(values, values) * dot(other, other));
        const [score] = createDenseIndex({ rows: Float32Array.from(values), width: values.length }).scores(
          other,
        );
        expect(score).toBeCloseTo(lengths === 0 ? 0 : dot(values, other) / lengths, 5);
      }),
    );
  });

  it("relation: every row of a catalogue of any size scores as it does alone", () => {
    for (let size = 1; size <= 9; size++) {
      const rows = Float32Array.from({ length: size * 5 }, (_, place) => Math.sin(place + size));
      const vector = [3, -1, 4, 1, -5];
      const alone = Array.from({ length: size }, (_, row) =>
        createDenseIndex({ rows: rows.slice(row * 5, row * 5 + 5), width: 5 }).scores(vector),
      );
      expect([...createDenseIndex({ rows, width: 5 }).scores(vector)]).toEqual(alone.map(([score]) => score));
    }
  });
});

import { describe, expect, it } from "vitest";
import { skipGramStep, type SkipGramVectors } from "./skip-gram.ts";

const width = 3;
const item = 1;
const candidates = Int32Array.of(0, 2, 3);

function toyVectors(): SkipGramVectors {
  const values = (shift: number) =>
    Float32Array.from({ length: 4 * width }, (_, i) => Math.sin(i * 1.7 + shift));
  return { input: values(0), output: values(1), width };
}

const logSigmoid = (x: number) => -Math.log1p(Math.exp(-x));

/** -log σ(u·v₀) - log σ(-u·v₂) - log σ(-u·v₃), from the formula. */
function lossOf({ input, output }: SkipGramVectors): number {
  const score = (candidate: number) =>
    [0, 1, 2].reduce((sum, d) => sum + input[item * width + d]! * output[candidate * width + d]!, 0);
  return -logSigmoid(score(0)) - logSigmoid(-score(2)) - logSigmoid(-score(3));
}

describe("skipGramStep", () => {
  it("unit: returns the loss before the step", () => {
    const expected = lossOf(toyVectors());
    expect(skipGramStep(toyVectors(), item, candidates, 0.1, new Float64Array(width))).toBeCloseTo(
      expected,
      6,
    );
  });

  it("relation: the step is the learning rate times the numeric gradient", () => {
    const rate = 0.5;
    const before = toyVectors();
    const after = toyVectors();
    skipGramStep(after, item, candidates, rate, new Float64Array(width));
    for (const side of ["input", "output"] as const)
      before[side].forEach((value, i) => {
        const shifted = (by: number) => {
          const vectors = toyVectors();
          vectors[side][i] = value + by;
          return { loss: lossOf(vectors), at: vectors[side][i]! };
        };
        const [high, low] = [shifted(1e-3), shifted(-1e-3)];
        const gradient = (high.loss - low.loss) / (high.at - low.at);
        expect((value - after[side][i]!) / rate, `${side}[${i}]`).toBeCloseTo(gradient, 4);
      });
  });

  it("unit: a negative that is the target changes nothing", () => {
    const plain = toyVectors();
    const withTarget = toyVectors();
    skipGramStep(plain, item, Int32Array.of(0, 2), 0.1, new Float64Array(width));
    skipGramStep(withTarget, item, Int32Array.of(0, 0, 2), 0.1, new Float64Array(width));
    expect(withTarget).toEqual(plain);
  });
});

import { mersenne } from "pure-rand/generator/mersenne";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/logits-processors.json" with { type: "json" };
import { InvalidSamplingOptionError } from "./invalid-sampling-option-error.ts";
import { NonFiniteLogitsError } from "./non-finite-logits-error.ts";
import { createSampler, filterLogits, greedy } from "./sampler.ts";

describe("parity: filtered distributions equal those of transformers' logits processors", () => {
  it.each(vectors.cases)("$options", ({ logits, ids, options, probabilities }) => {
    const input = Float32Array.from(logits, (logit) => logit ?? -Infinity);
    const before = input.slice();
    const filtered = filterLogits(input, ids, { topP: 1, ...options });
    const got = softmax(filtered);
    expect(got.map((probability) => probability > 0)).toEqual(
      probabilities.map((probability) => probability > 0),
    );
    got.forEach((probability, id) => expect(probability).toBeCloseTo(probabilities[id]!, 6));
    expect(input).toEqual(before);
  });
});

describe("unit: top-p", () => {
  // Probabilities 0.4, 0.3, 0.2, 0.1
  const logits = Float32Array.of(Math.log(0.2), Math.log(0.4), Math.log(0.1), Math.log(0.3));

  it.each([
    [0.35, [1]],
    [0.45, [1, 3]],
    [0.75, [0, 1, 3]],
    [0.95, [0, 1, 2, 3]],
  ])("%d keeps the tokens %j", (topP, kept) => {
    const filtered = filterLogits(logits, [], { topP });
    expect([...filtered.keys()].filter((id) => filtered[id]! > -Infinity)).toEqual(kept);
  });

  it("keeps the lower of equal ids", () => {
    expect([...filterLogits(Float32Array.of(1, 1, 1), [], { topP: 0.5 })]).toEqual([1, 1, -Infinity]);
  });

  it("is 0.9 unless given", () => {
    expect(filterLogits(logits, [], {})).toEqual(filterLogits(logits, [], { topP: 0.9 }));
  });
});

describe("unit: greedy", () => {
  it("takes the largest logit and the lowest id of equal ones", () => {
    expect(greedy(Float32Array.of(1, 3, 2, 3), { ids: [], random: Math.random })).toBe(1);
    expect(greedy(Float32Array.of(-Infinity, -5), { ids: [], random: Math.random })).toBe(1);
  });
});

describe("relation: drawn frequencies", () => {
  it("follow the filtered distribution and never leave it", () => {
    const logits = Float32Array.of(0.5, -Infinity, 1.5, 0, -1, 2);
    const options = { temperature: 1.3, topP: 0.95 };
    const probabilities = softmax(filterLogits(logits, [], options));
    const sample = createSampler(options);
    const generator = mersenne(7);
    const draws = 40_000;
    const counts = logits.map(() => 0);
    for (let draw = 0; draw < draws; draw++) {
      counts[sample(logits, { ids: [], random: () => uniformFloat64(generator) })]!++;
    }
    // 5 standard deviations
    probabilities.forEach((probability, id) => {
      const deviation = Math.sqrt((probability * (1 - probability)) / draws);
      expect(Math.abs(counts[id]! / draws - probability)).toBeLessThanOrEqual(5 * deviation);
    });
  });

  it("stay inside when rounding leaves more to draw than there is", () => {
    const sample = createSampler({ topP: 1 });
    expect(sample(Float32Array.of(0, 0, -Infinity), { ids: [], random: () => 1 })).toBe(1);
  });
});

describe("unit: errors", () => {
  it.each([
    { temperature: 0 },
    { temperature: Number.NaN },
    { topK: 0 },
    { topK: 1.5 },
    { topP: 1.1 },
    { topP: -0.1 },
    { minP: 2 },
    { repetitionPenalty: 0 },
  ])("%j is refused", (options) => {
    expect(() => createSampler(options)).toThrow(InvalidSamplingOptionError);
  });

  it("logits that are not numbers are refused", () => {
    const sample = createSampler({ topP: 1 });
    expect(() => sample(Float32Array.of(0, Number.NaN), { ids: [], random: Math.random })).toThrow(
      NonFiniteLogitsError,
    );
  });
});

function softmax(logits: Float32Array): number[] {
  const weights = Array.from(logits, Math.exp);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import vectors from "./__vectors__/adamw.json";
import { AdamW } from "./adamw.ts";
import { gradientScale } from "./gradient-scale.ts";

const shapes: Record<string, number[]> = vectors.shapes;

const tensorsOf = (values: Record<string, number[] | undefined>) =>
  new Map(Object.entries(values).map(([name, list]) => [name, tf.tensor(list!, shapes[name]!) as tf.Tensor]));

const variablesOf = (values: Record<string, number[]>) =>
  new Map([...tensorsOf(values)].map(([name, tensor]) => [name, tf.variable(tensor)]));

function update(
  optimizer: AdamW,
  weights: Map<string, tf.Variable>,
  step: (typeof vectors.steps)[number],
): number {
  const gradients = tensorsOf(step.gradients);
  const { norm, scale } = gradientScale(gradients.values(), { count: 1, clip: 1 });
  optimizer.update({ weights, gradients, learningRate: step.learningRate, scale });
  const [value] = norm.dataSync();
  tf.dispose([norm, scale]);
  return value!;
}

function largestDifference(weights: Map<string, tf.Variable>, expected: Record<string, number[]>): number {
  const differences = Object.entries(expected).flatMap(([name, values]) => {
    const actual = weights.get(name)!.dataSync();
    return values.map((value, i) => Math.abs(value - actual[i]!));
  });
  return Math.max(...differences);
}

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("AdamW", () => {
  it("parity: ten clipped updates with decay on matrices are PyTorch's", () => {
    const optimizer = new AdamW({ epsilon: 1e-3 });
    const weights = variablesOf(vectors.initial);
    for (const step of vectors.steps) {
      const norm = update(optimizer, weights, step);
      expect(Math.abs(norm - step.norm)).toBeLessThan(1e-5 * step.norm);
      expect(largestDifference(weights, step.parameters)).toBeLessThan(1e-6);
    }
  });

  it("relation: its state, restored into another, goes on exactly", () => {
    const weights = variablesOf(vectors.initial);
    const first = new AdamW();
    for (const step of vectors.steps.slice(0, 5)) update(first, weights, step);
    const second = new AdamW();
    second.restore(first.state);
    const copies = new Map([...weights].map(([name, weight]) => [name, tf.variable(tf.clone(weight))]));
    first.dispose();
    for (const step of vectors.steps.slice(5)) update(second, copies, step);

    const whole = new AdamW();
    const uninterrupted = variablesOf(vectors.initial);
    for (const step of vectors.steps) update(whole, uninterrupted, step);
    for (const [name, weight] of uninterrupted) {
      expect([...copies.get(name)!.dataSync()]).toEqual([...weight.dataSync()]);
    }
  });

  it("unit: holds two moments a parameter, frees gradients, and all of it when disposed", () => {
    const optimizer = new AdamW();
    const weights = variablesOf(vectors.initial);
    const before = tf.memory().numTensors;
    for (const step of vectors.steps) update(optimizer, weights, step);
    expect(tf.memory().numTensors).toBe(before + 2 * weights.size);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

const scaleOf = (clip: number) =>
  gradientScale([tf.tensor1d([3, 4])], { count: 1, clip }).scale.dataSync()[0];

describe("gradientScale", () => {
  it("unit: the mean of two micro-batches is clipped, not their sum", () => {
    const { norm, scale } = gradientScale([tf.tensor1d([6, 0]), tf.scalar(8)], { count: 2, clip: 1 });
    expect(norm.dataSync()[0]).toBeCloseTo(5, 5);
    expect(scale.dataSync()[0]).toBeCloseTo(1 / 10, 5);
  });

  it("unit: small gradients and an infinite limit leave the scale alone", () => {
    expect(scaleOf(6)).toBe(1);
    expect(scaleOf(Infinity)).toBe(1);
  });
});

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { useBackend } from "../../backend/use-backend.ts";
import { isNativeSetUp } from "../../node/native/fixtures/is-native-set-up.ts";
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

const isSetUp = isNativeSetUp();

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe.each(isSetUp ? (["cpu", "tensorflow"] as const) : (["cpu"] as const))("AdamW on %s", (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
    return () => tf.setBackend("cpu");
  });

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

  it("relation: the rows of a matrix from one on are updated as if alone, the others not at all", () => {
    const name = "matrix";
    const [rows, width] = shapes[name] as [number, number];
    const whole = tf.variable(tf.tensor2d(vectors.initial[name], [rows, width]));
    const alone = tf.variable(tf.slice(whole, 1));
    const before = [...whole.dataSync()];
    const [ofWhole, ofAlone] = [new AdamW(), new AdamW()];
    for (const { gradients: all, learningRate } of vectors.steps) {
      const gradient = () => tf.tidy(() => tf.slice(tf.tensor2d(all[name], [rows, width]), 1));
      const options = { learningRate, scale: tf.scalar(0.5) };
      ofWhole.update({
        ...options,
        weights: new Map([[name, whole]]),
        gradients: new Map([[name, gradient()]]),
        fromRow: () => 1,
      });
      ofAlone.update({
        ...options,
        weights: new Map([[name, alone]]),
        gradients: new Map([[name, gradient()]]),
      });
    }
    expect([...whole.dataSync()].slice(0, width)).toEqual(before.slice(0, width));
    expect([...whole.dataSync()].slice(width)).toEqual([...alone.dataSync()]);
    expect([...alone.dataSync()]).not.toEqual(before.slice(width));
  });

  it("unit: an update leaves clones of weights and moments as they were", () => {
    const optimizer = new AdamW();
    const weights = variablesOf(vectors.initial);
    update(optimizer, weights, vectors.steps[0]!);
    const { moments } = optimizer.state;
    const tensors = [...weights.values(), ...Object.values(moments)];
    const clones = tensors.map((tensor) => tf.clone(tensor));
    const before = tensors.map((tensor) => [...tensor.dataSync()]);
    update(optimizer, weights, vectors.steps[1]!);
    expect(clones.map((clone) => [...clone.dataSync()])).toEqual(before);
    const after = [...weights.values(), ...Object.values(optimizer.state.moments)];
    for (const [index, tensor] of after.entries()) expect([...tensor.dataSync()]).not.toEqual(before[index]);
  });

  it("relation: moments made beforehand change nothing, and are in the state once they are used", () => {
    const runs = [false, true].map((isReserved) => {
      const optimizer = new AdamW();
      const weights = variablesOf(vectors.initial);
      if (isReserved) optimizer.reserve(new Map(Object.entries({ ...shapes, unused: [3] })));
      expect(optimizer.state.moments).toEqual({});
      for (const step of vectors.steps) update(optimizer, weights, step);
      const tensors = { ...Object.fromEntries(weights), ...optimizer.state.moments };
      const numbers = Object.entries(tensors).map(([name, tensor]) => [name, [...tensor.dataSync()]]);
      const before = tf.memory().numTensors;
      optimizer.dispose();
      expect(before - tf.memory().numTensors).toBe(2 * weights.size + (isReserved ? 2 : 0));
      return Object.fromEntries(numbers) as Record<string, number[]>;
    });
    expect(runs[1]).toEqual(runs[0]);
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

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { makeReferenceModel, makeReferenceStream, trainAsReference } from "../fixtures/reference-run.ts";
import { weightedMean } from "../fixtures/weighted-mean.ts";
import { registerGradients } from "../gradients/register-gradients.ts";
import { evaluateObjective } from "../objective/evaluate-objective.ts";
import vectors from "./__vectors__/training.json";

beforeAll(async () => {
  await tf.setBackend("cpu");
  registerGradients();
});

describe.each([
  ["plain", false],
  ["checkpointed", true],
])("train, %s", (_name, gradientCheckpointing) => {
  it("parity: the gradients of every weight are PyTorch's", async () => {
    const model = makeReferenceModel();
    const batch = await makeReferenceStream().next();
    const { grads } = tf.variableGrads(
      () => evaluateObjective(model, batch, weightedMean, { gradientCheckpointing }).loss,
      [...model.weights.values()],
    );
    const expected: Record<string, number[]> = vectors.firstGradients;
    expect(model.weights.size).toBe(Object.keys(expected).length);
    for (const [name, variable] of model.weights) {
      const largest = Math.max(...expected[name]!.map(Math.abs));
      const differences = [...grads[variable.name]!.dataSync()].map((g, i) =>
        Math.abs(g - expected[name]![i]!),
      );
      expect(Math.max(...differences) / largest, name).toBeLessThan(1e-4);
    }
  });

  it("parity: packed documents give the losses, gradient norms and weights of transformers and PyTorch", async () => {
    const model = makeReferenceModel();
    const { training } = await trainAsReference(model, gradientCheckpointing);
    training.forEach(({ loss, gradientNorm }, step) => {
      expect(Math.abs(loss - vectors.losses[step]!)).toBeLessThan(1e-5);
      expect(Math.abs(gradientNorm - vectors.gradientNorms[step]!)).toBeLessThan(1e-4);
    });
    const embedding = model.embedding.dataSync();
    const differences = vectors.embedding.map((value, i) => Math.abs(value - embedding[i]!));
    expect(training.length).toBe(vectors.steps);
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  });
});

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { hasStories260K, readStories260K } from "../generation/fixtures/stories260k.ts";
import { llamaConfig } from "../model/config.ts";
import { createLlama } from "../model/create-llama.ts";
import type { Llama } from "../model/llama.ts";
import { expandVocabulary } from "./expand-vocabulary.ts";

const config = llamaConfig("tiny", {
  vocabSize: 60,
  hiddenSize: 8,
  intermediateSize: 12,
  numLayers: 1,
  numHeads: 2,
  numKeyValueHeads: 1,
  headDim: 4,
  maxPositions: 16,
  initializerRange: 0.5,
});

async function nextTokenLogProbabilities(model: Llama): Promise<number[][]> {
  const hidden = model.forward(tf.tensor2d([[1, 5, 9, 2, 59]], [1, 5], "int32"));
  const logits = model.logits(tf.reshape(hidden, [5, model.config.hiddenSize]) as tf.Tensor2D);
  return (await tf.logSoftmax(logits).array()) as number[][];
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean and covariance of rows, in double precision. */
function moments(rows: number[][]): { mean: number[]; covariance: number[][] } {
  const columns = rows[0]!.map((_, column) => rows.map((row) => row[column]!));
  const mean = columns.map(average);
  const covariance = columns.map((left, i) =>
    columns.map((right, j) =>
      average(left.map((value, row) => (value - mean[i]!) * (right[row]! - mean[j]!))),
    ),
  );
  return { mean, covariance };
}

/** New rows of both matrices, which have the same old ones. */
async function drawnBySeed(seed: number): Promise<number[][][]> {
  const model = createLlama({ ...config, tieWordEmbeddings: false }, { seed: 1 });
  (model.weights.get("lm_head.weight") as tf.Variable).assign(model.embedding.clone());
  const { model: expanded } = await expandVocabulary(model, 7, { scale: 1, seed });
  const matrices = await Promise.all([expanded.embedding.array(), expanded.outputEmbedding.array()]);
  return matrices.map((matrix) => (matrix as number[][]).slice(60));
}

describe("unit: expandVocabulary", () => {
  it("tells how far it is, matrix by matrix", async () => {
    const model = createLlama({ ...config, tieWordEmbeddings: false }, { seed: 1 });
    const told: string[] = [];
    await expandVocabulary(model, 7, {
      onProgress: ({ weight, doing, done, total }) => told.push(`${weight} ${doing} ${done}/${total}`),
    });
    expect(told).toEqual(
      ["model.embed_tokens.weight", "lm_head.weight"].flatMap((weight) => [
        `${weight} covariance 0/60`,
        `${weight} factor 0/8`,
        `${weight} rows 0/7`,
        `${weight} rows 7/7`,
      ]),
    );
  });

  it.each([0, 1, 2, 4, 5])(
    "stops by its signal after step %i and leaves the model as it was",
    async (after) => {
      const model = createLlama({ ...config, tieWordEmbeddings: false }, { seed: 1 });
      const before = await nextTokenLogProbabilities(model);
      const tensors = tf.memory().numTensors;
      const abort = new AbortController();
      let told = 0;
      const expanding = expandVocabulary(model, 7, {
        signal: abort.signal,
        onProgress: () => told++ === after && abort.abort(new Error("no longer wanted")),
      });
      await expect(expanding).rejects.toThrow("no longer wanted");
      expect(tf.memory().numTensors).toBe(tensors);
      expect(told).toBe(after + (after === 2 ? 2 : 1)); // the new rows themselves come at once
      expect(await nextTokenLogProbabilities(model)).toEqual(before);
      model.dispose();
    },
  );

  it.each([true, false])("keeps the old rows and all other weights (tied: %s)", async (tieWordEmbeddings) => {
    const model = createLlama({ ...config, tieWordEmbeddings }, { seed: 1 });
    const before = (await model.outputEmbedding.array()) as number[][];
    const kept = model.weights.get("model.norm.weight");
    const tensors = tf.memory().numTensors;
    const { model: expanded, firstId, report } = await expandVocabulary(model, 7, { seed: 3 });
    expect(tf.memory().numTensors).toBe(tensors);
    expect(firstId).toBe(60);
    expect(expanded.config.vocabSize).toBe(67);
    expect(expanded.embedding.shape).toEqual([67, 8]);
    expect(((await expanded.outputEmbedding.array()) as number[][]).slice(0, 60)).toEqual(before);
    expect(expanded.weights.get("model.norm.weight")).toBe(kept);
    expect([...report.values()].map(({ method }) => method)).toEqual(
      tieWordEmbeddings ? ["covariance"] : ["covariance", "covariance"],
    );
  });

  it("draws rows with the old rows' mean and covariance", async () => {
    const model = createLlama(config, { seed: 2 });
    const old = moments((await model.embedding.array()) as number[][]);
    const { model: expanded } = await expandVocabulary(model, 20_000, { scale: 1, seed: 5 });
    const drawn = moments(((await expanded.embedding.array()) as number[][]).slice(60));
    for (let i = 0; i < 8; i++) {
      expect(drawn.mean[i]).toBeCloseTo(old.mean[i]!, 1);
      for (let j = 0; j < 8; j++) expect(drawn.covariance[i]![j]).toBeCloseTo(old.covariance[i]![j]!, 1);
    }
  });

  it("draws the same rows from the same seed, others from another, and others again for the second matrix", async () => {
    const [input, output] = await drawnBySeed(3);
    expect(await drawnBySeed(3)).toEqual([input, output]);
    const [otherInput, otherOutput] = await drawnBySeed(4);
    expect(otherInput).not.toEqual(input);
    expect(otherOutput).not.toEqual(output);
    expect(output).not.toEqual(input);
  });

  it("says when the covariance is singular, and uses the mean when there is none", async () => {
    const narrow = createLlama({ ...config, vocabSize: 5 }, { seed: 1 });
    const jittered = await expandVocabulary(narrow, 3);
    const [first] = jittered.report.values();
    expect(first!.method).toBe("jittered covariance");
    expect(first!.jitter).toBeGreaterThan(0);

    const constant = createLlama({ ...config, initializerRange: 0 });
    const { model, report } = await expandVocabulary(constant, 2);
    expect([...report.values()]).toEqual([{ method: "mean", jitter: 0 }]);
    expect(await tf.max(tf.abs(model.embedding)).data()).toEqual(Float32Array.of(0));
  });

  it("refuses a count or scale that makes no sense", async () => {
    const model = createLlama(config);
    await expect(expandVocabulary(model, 0)).rejects.toThrow(/count must be a whole number above 0, got 0/);
    await expect(expandVocabulary(model, 1, { scale: -1 })).rejects.toThrow(/scale must be/);
  });
});

describe.each([
  ["a random model", true, () => createLlama(config, { seed: 4 })],
  ["stories260K", hasStories260K, readStories260K],
])("relation: predictions of %s after expansion", (_name, isThere, readModel) => {
  it.skipIf(!isThere).each([0, 1e-5])(
    "stay within Hewitt's bound of the old ones (scale %s)",
    async (scale) => {
      const model = readModel();
      const { vocabSize } = model.config;
      const old = await nextTokenLogProbabilities(model);
      const { model: expanded } = await expandVocabulary(model, 12, { scale });
      const now = await nextTokenLogProbabilities(expanded);
      expect(now[0]).toHaveLength(vocabSize + 12);
      const divergences = old.map((row, position) =>
        row.reduce((sum, logP, token) => sum + Math.exp(logP) * (logP - now[position]![token]!), 0),
      );
      for (const divergence of divergences) {
        // A trained model gives the mean row hardly any probability
        expect(divergence).toBeGreaterThan(-1e-5);
        expect(divergence).toBeLessThanOrEqual(Math.log(1 + 12 / vocabSize) + 1e-4);
      }
    },
  );
});

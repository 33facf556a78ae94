import "@tensorflow/tfjs"; // its gradients, which tfjs-core leaves out, and the cpu backend
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import vectors from "./__vectors__/self-similarity.json";
import { LossInputError } from "../loss-input-error.ts";
import { centroidSimilarities } from "./centroid-similarities.ts";
import { selfSimilarity, type SelfSimilarityForm } from "./self-similarity.ts";

const toTensor = ({ shape, values }: { shape: number[]; values: number[] }) =>
  tf.tensor2d(values, shape as [number, number]);

const zeros = (count: number) => tf.zeros<tf.Rank.R2>([count, 3]);

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("selfSimilarity", () => {
  it.each(vectors.cases)("parity: value and gradients are PyTorch's ($error, $reduction)", (expected) => {
    tf.tidy(() => {
      const centroids = vectors.centroids.map(toTensor);
      const form = { error: expected.error, reduction: expected.reduction } as SelfSimilarityForm;
      const loss = (...embeddings: tf.Tensor[]) =>
        selfSimilarity({ ...form, centroids, embeddings: embeddings as tf.Tensor2D[] });
      const { value, grads } = tf.valueAndGrads(loss)(vectors.embeddings.map(toTensor));
      expect(Math.abs(value.arraySync() - expected.loss)).toBeLessThan(2e-6 * (1 + expected.loss));
      grads.forEach((gradient, modality) => {
        const values = gradient.dataSync();
        expected.gradients[modality]!.values.forEach((entry, i) => {
          expect(Math.abs(values[i]! - entry)).toBeLessThan(3e-6);
        });
      });
    });
  });

  it("unit: two codes by hand", () => {
    tf.tidy(() => {
      const centroids = [tf.tensor2d([2, 0, 0, 3], [2, 2])]; // orthogonal: similarity 0
      const embeddings = [tf.tensor2d([1, 0, 5, 0], [2, 2])]; // parallel: similarity 1
      expect(selfSimilarity({ centroids, embeddings }).arraySync()).toBeCloseTo(2 / 4, 6);
      expect(selfSimilarity({ centroids, embeddings, reduction: "sum" }).arraySync()).toBeCloseTo(2, 6);
    });
  });

  it("relation: zero when embeddings are the centroids at any scale", () => {
    tf.tidy(() => {
      const centroids = vectors.centroids.map(toTensor);
      const embeddings = centroids.map((rows) => tf.mul<tf.Tensor2D>(rows, 0.02));
      expect(selfSimilarity({ centroids, embeddings }).arraySync()).toBeLessThan(1e-12);
    });
  });

  it("relation: similarities computed beforehand give the same loss", () => {
    tf.tidy(() => {
      const centroids = vectors.centroids.map(toTensor);
      const embeddings = vectors.embeddings.map(toTensor);
      const similarities = centroids.map(centroidSimilarities);
      expect(selfSimilarity({ similarities, embeddings }).arraySync()).toBe(
        selfSimilarity({ centroids, embeddings }).arraySync(),
      );
    });
  });

  it("relation: a codebook of more than one tile gives the one-matrix value and gradient", () => {
    tf.tidy(() => {
      const centroids = tf.randomNormal([1030, 3], 0, 1, "float32", 1) as tf.Tensor2D;
      const start = tf.randomNormal([1030, 2], 0, 1, "float32", 2);
      const whole = (embeddings: tf.Tensor) => {
        const unit = tf.div<tf.Tensor2D>(embeddings, tf.norm(embeddings, 2, 1, true));
        const own = tf.matMul(unit, unit, false, true);
        return tf.mean<tf.Scalar>(tf.squaredDifference(own, centroidSimilarities(centroids)));
      };
      const tiled = (embeddings: tf.Tensor) =>
        selfSimilarity({ centroids: [centroids], embeddings: [embeddings as tf.Tensor2D] });
      const expected = tf.valueAndGrad(whole)(start);
      const actual = tf.valueAndGrad(tiled)(start);
      expect(actual.value.arraySync()).toBeCloseTo(expected.value.arraySync(), 5);
      const largest = tf.max(tf.abs(expected.grad)).arraySync() as number;
      const difference = tf.max(tf.abs(tf.sub(actual.grad, expected.grad))).arraySync() as number;
      expect(difference / largest).toBeLessThan(1e-4);
    });
  });

  it("relation: more modalities need no more memory than their gradients", async () => {
    const [codes, width] = [256, 4];
    const rows = (seed: number) => tf.randomNormal<tf.Rank.R2>([codes, width], 0, 1, "float32", seed);
    const peak = async (modalities: number) => {
      const seeds = Array.from({ length: modalities }, (_, seed) => seed + 1);
      const { peakBytes } = await tf.profile(() =>
        tf.tidy(() => {
          const loss = (...embeddings: tf.Tensor[]) =>
            selfSimilarity({ centroids: seeds.map(rows), embeddings: embeddings as tf.Tensor2D[] });
          return tf.valueAndGrads(loss)(seeds.map(rows)).value;
        }),
      );
      return peakBytes - tf.memory().numBytes;
    };
    const bytesPerModality = ((await peak(5)) - (await peak(1))) / 4;
    expect(bytesPerModality).toBeLessThan(0.4 * 4 * codes ** 2);
  });

  it("unit: a centroid or embedding of zeros gives no NaN", () => {
    tf.tidy(() => {
      const loss = (embeddings: tf.Tensor) =>
        selfSimilarity({ centroids: [zeros(2)], embeddings: [embeddings as tf.Tensor2D] });
      const { value, grad } = tf.valueAndGrad(loss)(zeros(2));
      expect(value.arraySync()).toBe(0);
      expect([...grad.dataSync()].every(Number.isFinite)).toBe(true);
    });
  });

  it("unit: modalities that do not match are refused", () => {
    expect(() => selfSimilarity({ centroids: [], embeddings: [] })).toThrow(LossInputError);
    expect(() => selfSimilarity({ centroids: [zeros(2)], embeddings: [zeros(2), zeros(2)] })).toThrow(
      LossInputError,
    );
    expect(() => selfSimilarity({ centroids: [zeros(2)], embeddings: [zeros(3)] })).toThrow(/centroids\[0\]/);
    expect(() => selfSimilarity({ similarities: [zeros(3)], embeddings: [tf.zeros([3, 8])] })).not.toThrow();
    expect(() => selfSimilarity({ similarities: [zeros(2)], embeddings: [zeros(2)] })).toThrow(
      /similarities\[0\]/,
    );
  });

  it("unit: leaves no tensors behind", () => {
    const centroids = vectors.centroids.map(toTensor);
    const embeddings = vectors.embeddings.map(toTensor);
    const before = tf.memory().numTensors;
    const { value, grads } = tf.valueAndGrads((...rows: tf.Tensor[]) =>
      selfSimilarity({ centroids, embeddings: rows as tf.Tensor2D[] }),
    )(embeddings);
    tf.dispose([value, grads]);
    expect(tf.memory().numTensors).toBe(before);
    centroidSimilarities(centroids[0] as tf.Tensor2D).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

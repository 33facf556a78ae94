import { BackendUnavailableError, useBackend } from "@talkplay/llm-core";
import { centroidSimilarities, selfSimilarity } from "@talkplay/losses";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";

const [modalities, codes, dim] = [5, 1024, 2048];

const isNative = await useBackend("tensorflow").then(
  () => true,
  (error: unknown) => {
    if (error instanceof BackendUnavailableError) return false;
    throw error;
  },
);

describe.skipIf(!isNative)("self-similarity of five codebooks of 1,024 tokens, 2,048 wide", () => {
  it("relation: equals the plain formula in value and gradient, without the plain one's M·K² floats", async () => {
    const rows = (width: number) => (seed: number) =>
      tf.randomNormal<tf.Rank.R2>([codes, width], 0, 1, "float32", seed);
    const numbers = Array.from({ length: modalities }, (_, number) => number + 1);
    const similarities = numbers.map((seed) => tf.tidy(() => centroidSimilarities(rows(512)(seed))));
    const embeddings = numbers.map((number) => rows(dim)(10 * number));
    const measure = async (loss: (...embeddings: tf.Tensor2D[]) => tf.Scalar) => {
      const before = tf.memory().numBytes;
      const result: { value?: number; gradients?: Float32Array[] } = {};
      const { peakBytes } = await tf.profile(() => {
        const { value, grads } = tf.valueAndGrads(loss as (...args: tf.Tensor[]) => tf.Scalar)(embeddings);
        result.value = value.dataSync()[0]!;
        result.gradients = grads.map((gradient) => gradient.dataSync<"float32">());
        tf.dispose([value, grads]);
      });
      return { value: result.value!, gradients: result.gradients!, peakBytes: peakBytes - before };
    };

    const tiled = await measure((...own) => selfSimilarity({ similarities, embeddings: own }));
    const plain = await measure((...own) => {
      const terms = own.map((embedding, modality) => {
        const unit = tf.div<tf.Tensor2D>(embedding, tf.norm(embedding, 2, 1, true));
        return tf.mean(tf.squaredDifference(tf.matMul(unit, unit, false, true), similarities[modality]!));
      });
      return tf.div<tf.Scalar>(tf.addN(terms), modalities);
    });
    tf.dispose([similarities, embeddings]);

    expect(Math.abs(tiled.value - plain.value)).toBeLessThan(1e-5 * plain.value);
    for (const [modality, gradient] of tiled.gradients.entries()) {
      const expected = plain.gradients[modality]!;
      let [largest, difference] = [0, 0];
      for (const [place, value] of expected.entries()) {
        largest = Math.max(largest, Math.abs(value));
        difference = Math.max(difference, Math.abs(value - gradient[place]!));
      }
      expect(difference).toBeLessThan(1e-4 * largest);
    }
    // Gradients kept and handed out, and those of the modality at hand; never one [K, K] a modality
    expect(tiled.peakBytes).toBeLessThan(4 * 3 * modalities * codes * dim);
    expect(plain.peakBytes - tiled.peakBytes).toBeGreaterThan(4 * modalities * codes ** 2);
  });
});

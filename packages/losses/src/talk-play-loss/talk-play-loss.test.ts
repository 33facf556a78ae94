import "@tensorflow/tfjs"; // its gradients, which tfjs-core leaves out, and the cpu backend
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { crossEntropy } from "../cross-entropy/cross-entropy.ts";
import type { LabelledRows } from "../cross-entropy/labelled-rows.ts";
import { centroidSimilarities } from "../self-similarity/centroid-similarities.ts";
import { selfSimilarity } from "../self-similarity/self-similarity.ts";
import { talkPlayLoss } from "./talk-play-loss.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const vocabulary = 12;
const tokenIds = [
  [5, 6, 7],
  [8, 9, 10, 11],
];
const noRows = (): LabelledRows => ({
  hidden: tf.zeros([0, 4]),
  targets: tf.tensor1d([], "int32"),
  weights: tf.tensor1d([]),
});

function example() {
  const rows = (count: number, seed: number): LabelledRows => ({
    hidden: tf.randomNormal([count, 4], 0, 1, "float32", seed),
    targets: tf.tensor1d(
      Array.from({ length: count }, (_, row) => (row * 5 + seed) % vocabulary),
      "int32",
    ),
    weights: tf.ones([count]),
  });
  return {
    conversation: rows(5, 1),
    playlist: rows(3, 2),
    embedding: tf.randomNormal([vocabulary, 4], 0, 1, "float32", 3) as tf.Tensor2D,
    centroids: [
      tf.randomNormal([3, 2], 0, 1, "float32", 4),
      tf.randomNormal([4, 6], 0, 1, "float32", 5),
    ] as tf.Tensor2D[],
  };
}

describe("talkPlayLoss", () => {
  it("relation: the sum of its parts, each computed alone, in value and gradient", () => {
    tf.tidy(() => {
      const { conversation, playlist, embedding, centroids } = example();
      const together = (matrix: tf.Tensor) =>
        talkPlayLoss({
          conversation,
          playlist,
          playlistWeight: 0.4,
          embedding: matrix as tf.Tensor2D,
          selfSimilarity: { similarities: centroids.map(centroidSimilarities), tokenIds, weight: 0.7 },
        }).loss;
      const apart = (matrix: tf.Tensor) => {
        const rows = matrix as tf.Tensor2D;
        const embeddings = tokenIds.map((ids) => tf.slice(rows, [ids[0]!, 0], [ids.length, -1]));
        return tf.add<tf.Scalar>(
          tf.add(
            crossEntropy({ ...conversation, embedding: rows }),
            tf.mul(crossEntropy({ ...playlist, embedding: rows }), 0.4),
          ),
          tf.mul(selfSimilarity({ centroids, embeddings }), 0.7),
        );
      };
      const actual = tf.valueAndGrad(together)(embedding);
      const expected = tf.valueAndGrad(apart)(embedding);
      expect(actual.value.arraySync()).toBeCloseTo(expected.value.arraySync(), 5);
      const difference = tf.max(tf.abs(tf.sub(actual.grad, expected.grad))).arraySync() as number;
      expect(difference).toBeLessThan(1e-6);
    });
  });

  it.each([
    ["all music tokens", 5],
    ["some of the music tokens", 7],
  ])(
    "relation: with rows that hold %s, their gradient is the end of the whole embedding's",
    (_which, fromRow) => {
      tf.tidy(() => {
        const { conversation, playlist, embedding, centroids } = example();
        const lossOf = (matrix: tf.Tensor2D, trainedRows?: tf.Tensor2D) =>
          talkPlayLoss({
            conversation,
            playlist,
            embedding: matrix,
            trainedRows,
            selfSimilarity: { centroids, tokenIds },
          }).loss;
        const whole = tf.valueAndGrad((matrix) => lossOf(matrix as tf.Tensor2D))(embedding);
        const ofRows = tf.valueAndGrad((matrix) => {
          const trained = tf.slice(matrix as tf.Tensor2D, [fromRow, 0]);
          const joined = tf.concat([tf.slice(embedding, [0, 0], [fromRow, -1]), trained]);
          return lossOf(joined, trained);
        })(embedding);
        expect(ofRows.value.arraySync()).toBeCloseTo(whole.value.arraySync(), 6);
        const difference = tf.sub(tf.slice(ofRows.grad, fromRow), tf.slice(whole.grad, fromRow));
        expect(tf.max(tf.abs(difference)).arraySync()).toBeLessThan(1e-6);
      });
    },
  );

  it("unit: λ is 1 by default and each part is reported unweighted", () => {
    tf.tidy(() => {
      const { centroids, ...rest } = example();
      const parts = talkPlayLoss({ ...rest, selfSimilarity: { centroids, tokenIds } });
      const sum =
        parts.conversation.arraySync() + parts.playlist.arraySync() + parts.selfSimilarity.arraySync();
      expect(parts.loss.arraySync()).toBeCloseTo(sum, 5);
      expect(parts.selfSimilarity.arraySync()).toBeGreaterThan(0);
    });
  });

  it("unit: a group without rows and a loss left out count zero", () => {
    tf.tidy(() => {
      const { conversation, embedding } = example();
      const parts = talkPlayLoss({ conversation, playlist: noRows(), embedding });
      expect(parts.playlist.arraySync()).toBe(0);
      expect(parts.selfSimilarity.arraySync()).toBe(0);
      expect(parts.loss.arraySync()).toBe(parts.conversation.arraySync());
    });
  });

  it("unit: λ = 0 still reports the self-similarity", () => {
    tf.tidy(() => {
      const { centroids, conversation, embedding } = example();
      const parts = talkPlayLoss({
        conversation,
        embedding,
        selfSimilarity: { centroids, tokenIds, weight: 0 },
      });
      expect(parts.selfSimilarity.arraySync()).toBeGreaterThan(0);
      expect(parts.loss.arraySync()).toBe(parts.conversation.arraySync());
    });
  });

  it("unit: keeps four scalars and nothing else", () => {
    const { centroids, ...rest } = example();
    const before = tf.memory().numTensors;
    const parts = talkPlayLoss({ ...rest, selfSimilarity: { centroids, tokenIds } });
    expect(tf.memory().numTensors).toBe(before + 4);
    tf.dispose(Object.values(parts));
  });
});

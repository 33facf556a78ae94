import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { fitKMeans } from "./fit-kmeans.ts";
import { readMatrix } from "./fixtures/read-matrix.ts";

const rows = Float32Array.from({ length: 500 * 4 }, (_, at) => Math.sin(at * at * 0.37 + at));
const options = { width: 4, clusters: 20, seed: 7, seeding: "k-means||" } as const;

it("relation: k-means|| gives the same for every block size, another for another seed, and leaves no tensor", async () => {
  const before = tf.memory().numTensors;
  const fitted = await fitKMeans(rows, options);
  expect(await fitKMeans(rows, { ...options, blockBytes: 700 })).toEqual(fitted);
  expect((await fitKMeans(rows, { ...options, seed: 8 })).centroids).not.toEqual(fitted.centroids);
  expect(tf.memory().numTensors).toBe(before);
});

it("unit: k-means|| finds what lies far off, and fills up where only duplicates are left", async () => {
  // Six clumps; a uniform draw of six rows would miss the four of one row each.
  const clumps = Float32Array.from([...Array(200).fill(0), ...Array(200).fill(1), 1e3, 2e3, 3e3, 4e3]);
  const found = await fitKMeans(clumps, { width: 1, clusters: 6, seed: 1, seeding: "k-means||" });
  expect([...found.centroids].toSorted((a, b) => a - b)).toEqual([0, 1, 1e3, 2e3, 3e3, 4e3]);
  const equal = await fitKMeans(Float32Array.of(7, 7, 7, 7), {
    width: 1,
    clusters: 3,
    seed: 1,
    seeding: "k-means||",
  });
  expect(equal.centroids).toEqual(Float32Array.of(7, 7, 7));
});

it.each(["catalogue-texts", "played-together", "conversation-queries"])(
  "parity: k-means|| comes within a hundredth of scikit-learn's best inertia of five starts on %s (parity/music-tokenizer-kmeans.py)",
  async (name) => {
    const matrix = readMatrix(name);
    const { inertia } = await fitKMeans(matrix.rows, {
      width: matrix.width,
      clusters: matrix.clusters,
      seed: 1,
      restarts: 5,
      seeding: "k-means||",
    });
    expect(inertia / Math.min(...matrix.inertias)).toBeLessThan(1.01);
  },
);

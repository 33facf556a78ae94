import "@tensorflow/tfjs-backend-cpu";
import { expect, it } from "vitest";
import { assign } from "./assign.ts";
import { fitKMeans } from "./fit-kmeans.ts";
import { readMatrix } from "./fixtures/read-matrix.ts";

const rows = Float32Array.from({ length: 500 * 4 }, (_, at) => Math.sin(at * at * 0.37 + at));
const options = { width: 4, clusters: 20, seed: 7, batchRows: 64, iterations: 5 };

it("unit: centroids are the means of all that they drew", async () => {
  // One cluster, two passes: every row is drawn twice, whatever the order.
  const fitted = await fitKMeans(Float32Array.of(1, 2, 3, 10), {
    width: 1,
    clusters: 1,
    seed: 1,
    batchRows: 3,
    iterations: 2,
    tolerance: 0,
  });
  expect(fitted.centroids[0]).toBeCloseTo(4, 6);
});

it("unit: directions stay of length 1", async () => {
  const { centroids } = await fitKMeans(rows, { ...options, spherical: true });
  for (let from = 0; from < centroids.length; from += 4) {
    expect(Math.hypot(...centroids.subarray(from, from + 4))).toBeCloseTo(1, 6);
  }
});

it("unit: clusters that draw nothing start again elsewhere", async () => {
  const points = Float32Array.from({ length: 60 }, (_, at) => at % 6);
  const initialCentroids = Float32Array.of(2, 3, 100, 200);
  const { assignments } = await fitKMeans(points, {
    width: 1,
    clusters: 4,
    initialCentroids,
    batchRows: 10,
    iterations: 9,
    tolerance: 0,
  });
  expect(new Set(assignments).size).toBe(4);
});

it("relation: the same seed gives the same for every block size, and rows go to their nearest centroid", async () => {
  const fitted = await fitKMeans(rows, options);
  expect(await fitKMeans(rows, { ...options, blockBytes: 700 })).toEqual(fitted);
  expect((await fitKMeans(rows, { ...options, seed: 8 })).centroids).not.toEqual(fitted.centroids);
  expect((await assign(rows, fitted.centroids, options)).assignments).toEqual(fitted.assignments);
});

it.each(["catalogue-texts", "played-together", "conversation-queries"])(
  "parity: no worse than scikit-learn's MiniBatchKMeans, best of five, on %s (parity/music-tokenizer-kmeans.py)",
  async (name) => {
    const matrix = readMatrix(name);
    const { inertia } = await fitKMeans(matrix.rows, {
      width: matrix.width,
      clusters: matrix.clusters,
      seed: 1,
      restarts: 5,
      batchRows: 256,
    });
    expect(inertia / Math.min(...matrix.miniBatchInertias)).toBeLessThan(1.01);
  },
);

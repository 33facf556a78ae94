import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { assign } from "./assign.ts";
import { fitKMeans, type KMeansProgress } from "./fit-kmeans.ts";
import { readMatrix } from "./fixtures/read-matrix.ts";
import { KMeansInputError } from "./kmeans-input-error.ts";

/** `perBlob` points around each of `blobs` well separated centres in the plane. */
function blobs(count: number, perBlob: number): Float32Array {
  const points = Array.from({ length: count * perBlob }, (_, point) => {
    const blob = point % count;
    return [10 * blob + Math.sin(point * 12.9), 10 * (blob % 3) + Math.cos(point * 78.2)];
  });
  return Float32Array.from(points.flat());
}

function sortedRows(values: Float32Array, width: number): number[][] {
  const rows = Array.from({ length: values.length / width }, (_, row) => [
    ...values.subarray(row * width, (row + 1) * width),
  ]);
  return rows.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
}

describe("unit: fitKMeans", () => {
  it("finds the means of two pairs", async () => {
    const fitted = await fitKMeans(Float32Array.of(0, 0, 0, 2, 9, 0, 9, 2), {
      width: 2,
      clusters: 2,
      seed: 1,
    });
    expect(sortedRows(fitted.centroids, 2)).toEqual([
      [0, 1],
      [9, 1],
    ]);
    expect(fitted).toMatchObject({ inertia: 4, converged: true });
    expect(fitted.assignments[0]).toBe(fitted.assignments[1]);
    expect(fitted.assignments[0]).not.toBe(fitted.assignments[2]);
  });

  it("scales rows and centroids to length 1 when spherical", async () => {
    const rows = Float32Array.of(1, 0, 50, 0, 0, 2, 0, 0.1);
    const fitted = await fitKMeans(rows, { width: 2, clusters: 2, seed: 3, spherical: true });
    expect(sortedRows(fitted.centroids, 2)).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(fitted.inertia).toBe(0);
  });

  it("gives each row its own cluster when there are as many, and leaves what it cannot use of duplicates", async () => {
    const distinct = await fitKMeans(Float32Array.of(5, 1, 3), { width: 1, clusters: 3, seed: 1 });
    expect(new Set(distinct.assignments).size).toBe(3);
    expect(distinct.inertia).toBe(0);
    const equal = await fitKMeans(Float32Array.of(7, 7, 7, 7), { width: 1, clusters: 3, seed: 1 });
    expect(equal).toMatchObject({
      inertia: 0,
      centroids: Float32Array.of(7, 7, 7),
      assignments: new Uint32Array(4),
    });
  });

  it("starts from centroids that are given", async () => {
    const initialCentroids = Float32Array.of(100, 0);
    const fitted = await fitKMeans(Float32Array.of(1, 2, 8, 9), { width: 1, clusters: 2, initialCentroids });
    expect(fitted.centroids).toEqual(Float32Array.of(8.5, 1.5));
    expect(initialCentroids).toEqual(Float32Array.of(100, 0));
  });

  it("reports progress and stops when aborted, without a tensor left behind", async () => {
    const before = tf.memory().numTensors;
    const seen: KMeansProgress[] = [];
    const options = { width: 2, clusters: 3, seed: 1, restarts: 2 };
    await fitKMeans(blobs(3, 10), { ...options, onProgress: (progress) => seen.push(progress) });
    expect(seen[2]).toEqual({ restart: 1, restarts: 2, stage: "seeding", seeded: 3, clusters: 3 });
    expect(seen.at(-1)).toMatchObject({ restart: 2, stage: "iteration", moved: 0, rows: 30 });
    const controller = new AbortController();
    const aborted = fitKMeans(blobs(3, 10), {
      ...options,
      signal: controller.signal,
      onProgress: ({ stage }) => stage === "iteration" && controller.abort(new Error("enough")),
    });
    await expect(aborted).rejects.toThrow("enough");
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ["clusters", { clusters: 5 }],
    ["clusters", { clusters: 0 }],
    ["width", { width: 0 }],
    ["seed", { seed: 0.5 }],
    ["restarts", { restarts: 0 }],
    ["iterations", { iterations: 0 }],
    ["tolerance", { tolerance: NaN }],
    ["blockBytes", { blockBytes: 0 }],
    ["seedingTrials", { seedingTrials: 0 }],
    ["seedingRows", { seedingRows: 0 }],
    ["rows", { width: 3 }],
    ["capacity", { capacity: 1 }],
    ["batchRows", { batchRows: 0 }],
    ["batchRows", { batchRows: 2, capacity: 2 }],
    ["seeding", { seeding: "random" as "k-means++" }],
    ["initialCentroids", { initialCentroids: Float32Array.of(1) }],
  ])("refuses %s in %o", async (option, changed) => {
    const fitting = fitKMeans(Float32Array.of(1, 2, 3, 4), { width: 1, clusters: 2, seed: 1, ...changed });
    await expect(fitting).rejects.toThrow(KMeansInputError);
    await expect(fitting).rejects.toMatchObject({ option });
  });
});

describe("relation: fitKMeans", () => {
  const rows = Float32Array.from({ length: 600 * 5 }, (_, at) => Math.sin(at * at * 0.37 + at));
  const options = { width: 5, clusters: 20, seed: 7 };

  it("is the same for every block size and every run, and another for another seed", async () => {
    const fitted = await fitKMeans(rows, options);
    for (const blockBytes of [1, 1000, 12_345]) {
      expect(await fitKMeans(rows, { ...options, blockBytes })).toEqual(fitted);
    }
    expect((await fitKMeans(rows, { ...options, seed: 8 })).centroids).not.toEqual(fitted.centroids);
  });

  it("assigns every row to its nearest centroid, and never does worse for more restarts or clusters", async () => {
    const one = await fitKMeans(rows, options);
    const { assignments, distances } = await assign(rows, one.centroids, options);
    expect(one.assignments).toEqual(assignments);
    expect(one.inertia).toBeCloseTo(
      distances.reduce((sum, distance) => sum + distance, 0),
      9,
    );
    expect((await fitKMeans(rows, { ...options, restarts: 4 })).inertia).toBeLessThanOrEqual(one.inertia);
    expect((await fitKMeans(rows, { ...options, clusters: 40 })).inertia).toBeLessThan(one.inertia);
  });

  it("has the clusters' means as centroids and none empty, sampled seeding or not", async () => {
    for (const seedingRows of [25, Infinity]) {
      const { centroids, assignments, converged } = await fitKMeans(rows, {
        ...options,
        seedingRows,
        tolerance: 0,
      });
      expect(converged).toBe(true);
      for (let cluster = 0; cluster < options.clusters; cluster++) {
        const members = [...assignments.keys()].filter((row) => assignments[row] === cluster);
        expect(members.length).toBeGreaterThan(0);
        const mean = members.reduce((sum, row) => sum + rows[row * 5]!, 0) / members.length;
        expect(centroids[cluster * 5]).toBeCloseTo(mean, 6);
      }
    }
  });

  it("assigns to the last centroids also when it stops early", async () => {
    const { centroids, assignments, converged } = await fitKMeans(rows, { ...options, iterations: 1 });
    expect(converged).toBe(false);
    expect(assignments).toEqual((await assign(rows, centroids, options)).assignments);
  });

  it("fills clusters that run empty on the way", async () => {
    for (const seed of [5, 30, 75, 89]) {
      const points = Float32Array.from({ length: 60 }, (_, at) =>
        Math.round(20 * Math.sin(seed * 13.7 + at * at * 1.3)),
      );
      const poorStart = { seedingTrials: 1, seedingRows: 12 };
      const { assignments } = await fitKMeans(points, { width: 2, clusters: 12, seed, ...poorStart });
      expect(new Set(assignments).size).toBe(12);
    }
  });

  it("finds the same codebook, up to order, in permuted rows", async () => {
    const points = blobs(9, 20);
    const shuffled = Float32Array.from({ length: points.length }, (_, at) => {
      const row = ((at >> 1) * 77) % (points.length / 2);
      return points[row * 2 + (at % 2)]!;
    });
    const [one, other] = [
      await fitKMeans(points, { width: 2, clusters: 9, seed: 1 }),
      await fitKMeans(shuffled, { width: 2, clusters: 9, seed: 1 }),
    ];
    expect(sortedRows(other.centroids, 2)).toEqual(sortedRows(one.centroids, 2));
    expect(other.inertia).toBeCloseTo(one.inertia, 9);
  });
});

describe("parity: fitKMeans against scikit-learn (parity/music-tokenizer-kmeans.py)", () => {
  it.each(["catalogue-texts", "played-together", "conversation-queries"])(
    "comes within a hundredth of its best inertia of five starts on %s",
    async (name) => {
      const { rows, width, clusters, inertias } = readMatrix(name);
      const { inertia } = await fitKMeans(rows, {
        width,
        clusters,
        seed: 1,
        restarts: 5,
      });
      const best = Math.min(...inertias);
      expect(inertia / best).toBeLessThan(1.01);
    },
  );
});

import "@tensorflow/tfjs-backend-cpu";
import { describe, expect, it } from "vitest";
import { assign } from "./assign.ts";
import { fitKMeans } from "./fit-kmeans.ts";
import { readMatrix } from "./fixtures/read-matrix.ts";

function sizesOf(assignments: Uint32Array, clusters: number): number[] {
  const sizes = Array<number>(clusters).fill(0);
  for (const cluster of assignments) sizes[cluster]! += 1;
  return sizes;
}

describe("unit: balanced k-means", () => {
  it("moves the rows that lose least", async () => {
    // Six rows around 0 and two around 10; at most four a cluster: those nearest to 10 go over.
    const points = Float32Array.of(-1, -0.5, 0, 0.5, 1, 2, 9, 11);
    const { assignments, penalties } = await fitKMeans(points, {
      width: 1,
      clusters: 2,
      initialCentroids: Float32Array.of(0, 10),
      capacity: 4,
    });
    expect([...assignments]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(penalties![0]).toBeGreaterThan(penalties![1]!);
  });

  it("is plain k-means where no cluster is too large", async () => {
    const points = Float32Array.of(0, 1, 10, 11, 20, 21);
    const options = { width: 1, clusters: 3, seed: 1 };
    const { penalties, ...balanced } = await fitKMeans(points, { ...options, capacity: 2 });
    expect(balanced).toEqual(await fitKMeans(points, options));
    expect(penalties).toEqual(new Float64Array(3));
  });

  it("says when duplicates cannot be told apart", async () => {
    const { converged } = await fitKMeans(Float32Array.of(1, 1, 1, 1, 5), {
      width: 1,
      clusters: 2,
      capacity: 3,
      iterations: 3,
    });
    expect(converged).toBe(false);
  });
});

describe("relation: balanced k-means", () => {
  const { rows, width, clusters } = readMatrix("catalogue-texts");
  const count = rows.length / width;
  it.each([1.05, 1.5])("keeps every cluster within %f times the mean", async (slack) => {
    const capacity = Math.ceil((slack * count) / clusters);
    const options = { width, clusters, seed: 1, iterations: 15, capacity };
    const fitted = await fitKMeans(rows, options);
    expect(Math.max(...sizesOf(fitted.assignments, clusters))).toBeLessThanOrEqual(capacity);
    expect(
      (await assign(rows, fitted.centroids, { width, penalties: fitted.penalties })).assignments,
    ).toEqual(fitted.assignments);
    const free = await fitKMeans(rows, { width, clusters, seed: 1, iterations: 15 });
    expect(Math.max(...sizesOf(free.assignments, clusters))).toBeGreaterThan(capacity);
    expect(fitted.inertia / free.inertia).toBeLessThan(1.3);
  });

  it("is the same for every block size", async () => {
    const options = {
      width,
      clusters,
      seed: 1,
      iterations: 3,
      capacity: Math.ceil((1.2 * count) / clusters),
    };
    expect(await fitKMeans(rows, { ...options, blockBytes: 3000 })).toEqual(await fitKMeans(rows, options));
  });
});

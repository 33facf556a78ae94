import "@tensorflow/tfjs-backend-cpu";
import { expect, it } from "vitest";
import { fitKMeans } from "./fit-kmeans.ts";
import { readMatrix } from "./fixtures/read-matrix.ts";
import { fitResidualKMeans, residuals } from "./residual.ts";

it("unit: the second level holds what the first leaves over", async () => {
  // Two clumps, 0 and 100, of the same shape: 0, 1 and 100, 101. Left over: -0.5 and 0.5 in both.
  const [first, second] = await fitResidualKMeans(Float32Array.of(0, 1, 100, 101), {
    width: 1,
    clusters: 2,
    levels: 2,
  });
  expect([...first!.centroids].toSorted((a, b) => a - b)).toEqual([0.5, 100.5]);
  expect([...second!.centroids].toSorted((a, b) => a - b)).toEqual([-0.5, 0.5]);
  expect(second!.inertia).toBe(0);
  expect(second!.assignments[0]).toBe(second!.assignments[2]);
});

it("unit: what is left of directions is no direction", async () => {
  const [first, second] = await fitResidualKMeans(Float32Array.of(9, 0, 0, 5, 1, 1), {
    width: 2,
    clusters: 2,
    levels: 2,
    spherical: true,
  });
  expect(Math.hypot(...first!.centroids.subarray(0, 2))).toBeCloseTo(1, 6);
  expect(Math.hypot(...second!.centroids.subarray(0, 2))).toBeLessThan(0.9);
});

it("relation: one level is plain k-means, and each further one leaves less", async () => {
  const { rows, width, clusters } = readMatrix("played-together");
  const options = { width, clusters, seed: 3, iterations: 20 };
  const levels = await fitResidualKMeans(rows, { ...options, levels: 3 });
  expect(levels[0]).toEqual(await fitKMeans(rows, options));
  expect(levels[1]!.inertia).toBeLessThan(0.8 * levels[0]!.inertia);
  expect(levels[2]!.inertia).toBeLessThan(0.8 * levels[1]!.inertia);
  let left: Float32Array = rows;
  for (const { centroids, assignments } of levels) left = residuals(left, centroids, assignments, { width });
  expect(left.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(levels[2]!.inertia, 2);
});

it("unit: refuses no level", async () => {
  await expect(
    fitResidualKMeans(Float32Array.of(1), { width: 1, clusters: 1, levels: 0 }),
  ).rejects.toMatchObject({
    option: "levels",
  });
});

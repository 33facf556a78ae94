import { expect, it } from "vitest";
import { ClusterSums } from "./cluster-sums.ts";
import { rowMatrix } from "./row-matrix.ts";

const matrix = rowMatrix("rows", Float32Array.of(0, 1, 2, 9, 20), 1, false);

it("unit: empty clusters take the farthest rows, but not the only row of a cluster", () => {
  // centroids 1 and 20; row 3 (9) is 8 away from its centroid; clusters 2 and 3 are empty
  const sums = new ClusterSums(matrix, Uint32Array.of(0, 0, 0, 0, 1), 4);
  const centroids = Float32Array.of(1, 40, 100, 200); // row 4 is farthest (20 away), but alone in cluster 1
  expect(sums.fillEmpty(centroids)).toBe(2);
  expect(sums.clusterOf).toEqual(Uint32Array.of(3, 0, 0, 2, 1)); // rows 0 and 2 are both 1 away: the lower moves
  expect(sums.means(centroids, false)).toEqual(Float32Array.of(1.5, 20, 9, 0));
});

it("unit: rows at distance 0 stay, and empty clusters keep their centroids", () => {
  const sums = new ClusterSums(rowMatrix("rows", Float32Array.of(5, 5), 1, false), Uint32Array.of(0, 0), 2);
  expect(sums.fillEmpty(Float32Array.of(5, 7))).toBe(0);
  expect(sums.means(Float32Array.of(5, 7), false)).toEqual(Float32Array.of(5, 7));
});

it("relation: moved sums equal sums made anew", () => {
  const sums = new ClusterSums(matrix, Uint32Array.of(0, 1, 0, 1, 0), 2);
  const target = Uint32Array.of(1, 1, 0, 0, 0);
  expect(sums.moveAll(target)).toBe(2);
  const none = new Float32Array(2);
  expect(sums.means(none, false)).toEqual(new ClusterSums(matrix, target, 2).means(none, false));
});

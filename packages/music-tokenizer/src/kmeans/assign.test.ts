import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assign } from "./assign.ts";
import { KMeansInputError } from "./kmeans-input-error.ts";

describe("unit: assign", () => {
  it("finds the nearest centroid and its squared distance", async () => {
    const rows = Float32Array.of(0, 0, 3, 4, 10, 10);
    const centroids = Float32Array.of(9, 10, 0, 1);
    expect(await assign(rows, centroids, { width: 2 })).toEqual({
      assignments: Uint32Array.of(1, 1, 0),
      distances: Float64Array.of(1, 18, 1),
    });
  });

  it("gives exact ties to the lowest id", async () => {
    const { assignments } = await assign(Float32Array.of(0, 1, 3), Float32Array.of(2, 0, 2, 0), { width: 1 });
    expect(assignments).toEqual(Uint32Array.of(1, 0, 0));
  });

  it("compares directions when spherical", async () => {
    const rows = Float32Array.of(100, 1, 0.001, 0.1);
    const { assignments, distances } = await assign(rows, Float32Array.of(0, 1, 1, 0), {
      width: 2,
      spherical: true,
    });
    expect(assignments).toEqual(Uint32Array.of(1, 0));
    expect(distances[0]).toBeCloseTo(2 - 2 * (100 / Math.hypot(100, 1)), 7);
  });

  it("refuses shapes that do not fit, and values that are not finite", async () => {
    const centroids = Float32Array.of(1, 2);
    await expect(assign(Float32Array.of(1, 2, 3), centroids, { width: 2 })).rejects.toThrow(KMeansInputError);
    await expect(assign(centroids, Float32Array.of(1), { width: 2 })).rejects.toThrow(KMeansInputError);
    await expect(assign(Float32Array.of(1, 2, NaN, 4), centroids, { width: 2 })).rejects.toMatchObject({
      row: 1,
    });
    const unbounded = assign(Float32Array.of(1, 2, 3, 4, Infinity, 0), centroids, { width: 2 });
    await expect(unbounded).rejects.toMatchObject({ option: "rows", row: 2 });
    const broken = assign(centroids, Float32Array.of(NaN, 2), { width: 2 });
    await expect(broken).rejects.toMatchObject({ option: "centroids" });
    const zeros = assign(Float32Array.of(1, 2, 0, 0), centroids, { width: 2, spherical: true });
    await expect(zeros).rejects.toMatchObject({ row: 1, got: "a row of zeros" });
  });

  it("adds penalties to the squared distances", async () => {
    const centroids = Float32Array.of(0, 3);
    const assigned = await assign(Float32Array.of(1, 1), centroids, {
      width: 1,
      penalties: Float64Array.of(4, 0),
    });
    expect(assigned).toEqual({ assignments: Uint32Array.of(1, 1), distances: Float64Array.of(4, 4) });
    const negative = assign(Float32Array.of(1), centroids, { width: 1, penalties: Float64Array.of(-1, 0) });
    await expect(negative).rejects.toMatchObject({ option: "penalties" });
  });

  it("stops when aborted and leaves no tensor behind", async () => {
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const options = {
      width: 1,
      blockBytes: 8,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    };
    await expect(assign(new Float32Array(10), Float32Array.of(1), options)).rejects.toThrow("abort");
    await assign(new Float32Array(10), Float32Array.of(1), { width: 1 });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("relation: assign", () => {
  it("gives many rows, in blocks, the codes and distances that each has alone", async () => {
    const width = 6;
    const rows = Float32Array.from({ length: 1200 * width }, (_, at) => Math.sin(at * at * 0.37));
    const centroids = rows.slice(0, 40 * width);
    const together = await assign(rows, centroids, { width, blockBytes: 40_000 });
    for (let row = 0; row < 1200; row += 7) {
      const alone = await assign(rows.slice(row * width, (row + 1) * width), centroids, { width });
      expect(together.assignments[row]).toBe(alone.assignments[0]);
      expect(together.distances[row]).toBe(alone.distances[0]);
    }
    rows[1199 * width] = Infinity;
    await expect(assign(rows, centroids, { width })).rejects.toMatchObject({ option: "rows", row: 1199 });
  });

  it("equals a search in float64, also far from the origin, with duplicated centroids, for any block size", async () => {
    const value = fc.integer({ min: -20, max: 20 }).map((whole) => whole / 7);
    const width = 3;
    const matrix = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        matrix,
        matrix,
        fc.constantFrom(0, 1e4),
        fc.integer({ min: 1, max: 300 }),
        async (a, b, offset, bytes) => {
          const rows = Float32Array.from(a.flat(), (coordinate) => coordinate + offset);
          const centroids = Float32Array.from([...b, ...b].flat(), (coordinate) => coordinate + offset);
          const { assignments, distances } = await assign(rows, centroids, { width, blockBytes: bytes });
          a.forEach((_, row) => {
            const expected = b.map((__, cluster) => {
              let sum = 0;
              for (let at = 0; at < width; at++)
                sum += (rows[row * width + at]! - centroids[cluster * width + at]!) ** 2;
              return sum;
            });
            expect(distances[row]).toBe(Math.min(...expected));
            expect(assignments[row]).toBe(expected.indexOf(Math.min(...expected)));
          });
        },
      ),
    );
  });

  it("finds the first of many centroids that are tied, wherever they stand, with and without penalties", async () => {
    const coordinate = fc.integer({ min: -3, max: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(coordinate, { minLength: 2, maxLength: 20 }).filter(({ length }) => length % 2 === 0),
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 65, maxLength: 150 }),
        fc.array(fc.constantFrom(0, 1, 2), { minLength: 150, maxLength: 150 }),
        async (points, centres, costs) => {
          const rows = Float32Array.from(points, (value) => value + 0.1);
          const centroids = Float32Array.from(centres.flat(), (value) => value + 0.1);
          for (const penalties of [undefined, Float64Array.from(costs.slice(0, centres.length))]) {
            const { assignments } = await assign(rows, centroids, { width: 2, penalties });
            const expected = Array.from({ length: rows.length / 2 }, (_, row) => {
              const all = centres.map((__, cluster) => {
                const [x, y] = [0, 1].map((at) => rows[row * 2 + at]! - centroids[cluster * 2 + at]!);
                return x! ** 2 + y! ** 2 + (penalties?.[cluster] ?? 0);
              });
              return all.indexOf(Math.min(...all));
            });
            expect([...assignments]).toEqual(expected);
          }
        },
      ),
    );
  });
});

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { NearestAfterMoves } from "./nearest-after-moves.ts";
import { rowMatrix, squaredDistance } from "./row-matrix.ts";

const afterBlock = () => Promise.resolve();

it("relation: after every move of some centroids, equals a search in float64 in which ties go to the lowest id", async () => {
  const width = 2;
  const point = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }));
  const move = fc.array(fc.tuple(fc.nat(), point), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(point, { minLength: 1, maxLength: 40 }),
      fc.array(point, { minLength: 2, maxLength: 80 }),
      fc.array(move, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(0, 1e3),
      async (points, centres, moves, shift) => {
        const matrix = rowMatrix(
          "rows",
          Float32Array.from(points.flat(), (value) => value / 3 + shift),
          width,
          false,
        );
        const centroids = Float32Array.from(centres.flat(), (value) => value / 3 + shift);
        const nearest = new Uint32Array(matrix.count);
        const passes = new NearestAfterMoves(matrix, nearest);
        for (const moved of [[], ...moves]) {
          for (const [cluster, to] of moved)
            centroids.set(
              to.map((value) => value / 3 + shift),
              (cluster % centres.length) * width,
            );
          await passes.pass(centroids, { blockBytes: 4000, afterBlock });
          const expected = points.map((_, row) => {
            const all = centres.map((__, c) => squaredDistance(matrix.values, row, centroids, c, width));
            return all.indexOf(Math.min(...all));
          });
          expect([...nearest]).toEqual(expected);
        }
      },
    ),
  );
});

it("unit: a pass multiplies with the moved centroids alone, with none if none moved, and leaves no tensor", async () => {
  const matrix = rowMatrix(
    "rows",
    Float32Array.from({ length: 200 }, (_, row) => row),
    1,
    false,
  );
  const centroids = Float32Array.from({ length: 100 }, (_, cluster) => 2 * cluster + 0.1);
  const nearest = new Uint32Array(200);
  const passes = new NearestAfterMoves(matrix, nearest);
  const before = tf.memory().numTensors;
  const columns = async () => {
    const { kernels } = await tf.profile(() => passes.pass(centroids, { afterBlock }).then(() => []));
    return kernels
      .filter(({ name }) => name === "_FusedMatMul")
      .map(({ outputShapes }) => outputShapes[0]!.slice(-2));
  };
  expect(await columns()).toEqual([[200, 128]]);
  expect(await columns()).toEqual([]);
  centroids[7] = 30.6; // the rows that it leaves are scored against all centroids, the rest against it alone
  expect(await columns()).toEqual([
    [200, 32],
    [2, 128],
  ]);
  expect([nearest[14], nearest[15], nearest[31]]).toEqual([6, 8, 7]);
  expect(tf.memory().numTensors).toBe(before);
});

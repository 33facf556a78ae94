import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, it } from "vitest";
import { rowMatrix } from "./row-matrix.ts";
import { seedCentroids } from "./seed-centroids.ts";

const width = 5;
const rows = Float32Array.from({ length: 211 * width }, (_, at) => Math.sin(at * at * 0.37 + at));

function seed(blockBytes?: number): Promise<Float32Array> {
  return seedCentroids(rowMatrix("rows", rows, width, false), {
    clusters: 12,
    trials: 6,
    sampleRows: 150,
    random: xoroshiro128plus(3),
    blockBytes,
    afterSeed: async () => {},
  });
}

it("relation: k-means++ gives the same for every block size, and leaves no tensor", async () => {
  const before = tf.memory().numTensors;
  const whole = await seed();
  for (const blockBytes of [1, 4 * width * 64, 4 * width * 149])
    expect(await seed(blockBytes)).toEqual(whole);
  expect(tf.memory().numTensors).toBe(before);
});

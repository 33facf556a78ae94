import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import type { Embeddings } from "../embeddings/embeddings.ts";
import { missingNeighbours } from "./missing-neighbours.ts";
import { MissingModalityError } from "./tokenizer-input-error.ts";

const training = [
  { ids: ["lone", "a", "b", "c"], rows: Float32Array.of(9, 1, 2, 3), width: 1 }, // "lone" has nothing to compare
  { ids: ["a", "b", "c", "d"], rows: Float32Array.of(1, 0, 100, 100, 0, 1, 2, 0), width: 2 },
  { ids: ["c"], rows: Float32Array.of(1), width: 1 },
];
const none: Embeddings = { ids: [], rows: new Float32Array(), width: 1 };

function neighboursOf(x: number[], third = none, neighbours = 2): Promise<Int32Array[]> {
  return missingNeighbours({
    names: ["playlist", "semantic", "lyrics"],
    position: 0,
    trackIds: ["x"],
    embeddings: [none, { ids: ["x"], rows: Float32Array.from(x), width: 2 }, third],
    training,
    neighbours,
    blockBytes: 1,
    afterBlock: async () => {},
  });
}

it("unit: neighbours are the training tracks of the largest cosine, whatever the lengths", async () => {
  const before = tf.memory().numTensors;
  expect(await neighboursOf([5, 1])).toEqual([Int32Array.of(1, 2)]); // a, then b (cosines 0.98, 0.83, 0.20)
  expect(await neighboursOf([0, 0.1])).toEqual([Int32Array.of(3, 2)]); // c, then b
  expect(await neighboursOf([1, 0], none, 9)).toEqual([Int32Array.of(1, 2, 3)]); // as many as there are
  expect(tf.memory().numTensors).toBe(before);
});

it("unit: ties go to the lowest row, and the modalities add up", async () => {
  expect(await neighboursOf([1, 1], none, 3)).toEqual([Int32Array.of(2, 1, 3)]); // b; a and c are tied
  const third = { ids: ["x"], rows: Float32Array.of(2), width: 1 };
  expect(await neighboursOf([1, 0.9], third, 1)).toEqual([Int32Array.of(3)]); // c: 0.67 + 1 for the same third modality
});

it("unit: says when nothing can be compared", async () => {
  const options = {
    names: ["playlist", "semantic"],
    position: 0,
    trackIds: ["x"],
    embeddings: [none, { ids: ["x"], rows: Float32Array.of(1, 1), width: 2 }],
    training: [{ ids: ["lone"], rows: Float32Array.of(1), width: 1 }, training[1]!],
    neighbours: 1,
    blockBytes: 1000,
    afterBlock: async () => {},
  };
  await expect(missingNeighbours(options)).rejects.toThrow(MissingModalityError);
  const unknown = missingNeighbours({ ...options, embeddings: [none, { ...none, width: 2 }] });
  await expect(unknown).rejects.toMatchObject({ track: "x", modality: "playlist" });
});

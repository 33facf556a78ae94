import { expect, it } from "vitest";
import { createTransformersEmbedder, type FeatureExtractor } from "./transformers-embedder.ts";

it("unit: asks the pipeline batch by batch, as the model was trained", async () => {
  const asked: unknown[] = [];
  let disposed = 0;
  const extractor: FeatureExtractor = async (texts, options) => {
    asked.push([texts, options]);
    return {
      data: Float32Array.from(texts.flatMap((text) => [text.length, 1])),
      dims: [texts.length, 2],
      dispose: () => disposed++,
    };
  };
  const embedder = createTransformersEmbedder({ extractor, pooling: "cls", prefix: "p: ", batchSize: 2 });
  const done: number[] = [];
  const embedded = await embedder(["a", "bb", "ccc"], { onProgress: (progress) => done.push(progress.done) });
  expect(embedded).toEqual({ rows: Float32Array.of(4, 1, 5, 1, 6, 1), width: 2 });
  expect(asked).toEqual([
    [["p: a", "p: bb"], { pooling: "cls", normalize: true }],
    [["p: ccc"], { pooling: "cls", normalize: true }],
  ]);
  expect(done).toEqual([2, 3]);
  expect(disposed).toBe(2);
  await expect(embedder(["a"], { signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow("stop");
});

const tokens: FeatureExtractor = async () => ({ data: new Float32Array(6), dims: [1, 3, 2] });
const broken: FeatureExtractor = async () => ({ data: Float32Array.of(1, NaN), dims: [1, 2] });

it("unit: refuses vectors of tokens in place of texts, and numbers that are none", async () => {
  await expect(createTransformersEmbedder({ extractor: tokens })(["a"])).rejects.toThrow(/got \[1, 3, 2\]/);
  await expect(createTransformersEmbedder({ extractor: broken })(["a"])).rejects.toMatchObject({
    name: "EmbeddedRowsError",
    got: "NaN at 1",
  });
});

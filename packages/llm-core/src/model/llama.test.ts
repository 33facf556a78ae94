import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { createLlama } from "./create-llama.ts";
import { llamaConfig } from "./config.ts";

const config = llamaConfig("tiny", {
  vocabSize: 40,
  hiddenSize: 16,
  intermediateSize: 24,
  numLayers: 2,
  numHeads: 4,
  numKeyValueHeads: 2,
  headDim: 6,
  maxPositions: 32,
  initializerRange: 0.3,
});

function ids(rows: number[][]): tf.Tensor2D {
  return tf.tensor2d(rows, undefined, "int32");
}

async function largestDifference(a: tf.Tensor, b: tf.Tensor): Promise<number> {
  expect(a.shape).toEqual(b.shape);
  return (await tf.max(tf.abs(tf.sub(a, b))).data())[0]!;
}

describe("relation: a forward pass", () => {
  it("with a cache, token by token, equals one pass over all", async () => {
    const model = createLlama(config, { seed: 1 });
    const tokens = [3, 1, 4, 1, 5, 9, 2, 6];
    const whole = model.forward(ids([tokens]));
    const cache = model.createCache();
    const first = model.forward(ids([tokens.slice(0, 3)]), { cache });
    const rest = tokens.slice(3).map((token) => model.forward(ids([[token]]), { cache }));
    expect(cache.length).toBe(tokens.length);
    expect(await largestDifference(tf.concat([first, ...rest], 1), whole)).toBeLessThan(1e-5);
  });

  it("over packed documents equals each document alone", async () => {
    const model = createLlama(config, { seed: 2 });
    const packed = model.forward(ids([[7, 8, 9, 10, 11, 12, 0, 0]]), {
      segments: ids([[1, 1, 1, 2, 2, 2, 0, 0]]),
      positions: ids([[0, 1, 2, 0, 1, 2, 0, 0]]),
    });
    const alone = model.forward(
      ids([
        [7, 8, 9],
        [10, 11, 12],
      ]),
    );
    const used = tf.reshape(tf.slice(packed, [0, 0, 0], [1, 6, -1]), [2, 3, config.hiddenSize]);
    expect(await largestDifference(used, alone)).toBeLessThan(1e-5);
  });

  it("over left-padded rows equals each row alone, cached or not", async () => {
    const model = createLlama(config, { seed: 3 });
    const cache = model.createCache({ padding: Int32Array.of(2, 0) });
    model.forward(
      ids([
        [0, 0, 5, 6],
        [1, 2, 3, 4],
      ]),
      { cache },
    );
    cache.reorder(Int32Array.of(1, 0, 0));
    expect([...cache.padding!]).toEqual([0, 2, 2]);
    const next = model.forward(ids([[9], [7], [8]]), { cache });
    const alone = [
      [1, 2, 3, 4, 9],
      [5, 6, 7],
      [5, 6, 8],
    ].map((row) => tf.slice(model.forward(ids([row])), [0, row.length - 1, 0]));
    expect(await largestDifference(next, tf.concat(alone, 0))).toBeLessThan(1e-5);
  });
});

import "@tensorflow/tfjs"; // its gradients, which tfjs-core leaves out, and the cpu backend
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { createLlama } from "./create-llama.ts";
import { llamaConfig, LlamaConfigError } from "./config.ts";
import type { LlamaPreset } from "./config.ts";
import { LlamaInputError, LlamaWeightsError } from "./llama-errors.ts";
import { Llama } from "./llama.ts";
import { llamaWeightShapes } from "./weight-shapes.ts";

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

async function embeddingOf(model: Llama): Promise<number[]> {
  return [...(await model.embedding.data())];
}

function parameters(preset: LlamaPreset): number {
  const shapes = [...llamaWeightShapes(llamaConfig(preset)).values()];
  return shapes.reduce((total, shape) => total + tf.util.sizeFromShape(shape), 0);
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

describe("relation: a mask of the caller's", () => {
  it("over two continuations in one row equals each alone", async () => {
    const model = createLlama(config, { seed: 6 });
    const cache = model.createCache();
    model.forward(ids([[3, 1, 4]]), { cache });
    const far = -1e9;
    const short = tf.tensor4d([0, 0, 0, 0, far, 0, 0, 0, far, 0], [1, 1, 2, 5]);
    const first = model.forward(ids([[8, 9]]), { cache, positions: ids([[3, 3]]), mask: short });
    const second = model.forward(ids([[5, 6]]), {
      cache,
      positions: ids([[4, 4]]),
      mask: tf.tensor4d([0, 0, 0, far, 0, 0, far, 0, 0, 0, 0, far, far, 0], [1, 1, 2, 7]),
    });
    for (const [row, path] of [
      [9, 5],
      [8, 6],
    ].entries()) {
      const alone = model.forward(ids([[3, 1, 4, ...path]]));
      const before = row === 0 ? 1 : 0;
      expect(
        await largestDifference(
          tf.concat(
            [tf.slice(first, [0, before, 0], [1, 1, -1]), tf.slice(second, [0, row, 0], [1, 1, -1])],
            1,
          ),
          tf.slice(alone, [0, 3, 0], [1, 2, -1]),
        ),
      ).toBeLessThan(1e-5);
    }
    cache.select(3, [1, 2]);
    expect(cache.length).toBe(5);
    const next = model.forward(ids([[7]]), {
      cache,
      positions: ids([[5]]),
      mask: tf.zeros([1, 1, 1, 6]) as tf.Tensor4D,
    });
    const whole = model.forward(ids([[3, 1, 4, 9, 5, 7]]));
    expect(await largestDifference(next, tf.slice(whole, [0, 5, 0]))).toBeLessThan(1e-5);
  });
});

describe("relation: a cache in blocks", () => {
  it("equals one in a single block, with padding, after each of its changes", async () => {
    const model = createLlama(config, { seed: 7 });
    const before = tf.memory().numTensors;
    const [blocks, single] = [1, Infinity].map((blockSize) => {
      const cache = model.createCache({ padding: Int32Array.of(1, 0), blockSize });
      return tf.tidy(() => {
        const read = (rows: number[][]): tf.Tensor => model.forward(ids(rows), { cache });
        const outputs = [
          read([
            [0, 5, 6],
            [1, 2, 3],
          ]),
          read([[4], [5]]),
          read([
            [7, 8],
            [9, 10],
          ]),
        ];
        cache.reorder(Int32Array.of(1, 0, 1));
        outputs.push(read([[1], [2], [3]]));
        cache.truncate(5); // inside the third block
        outputs.push(read([[4], [5], [6]]));
        cache.truncate(3);
        const copy = cache.clone();
        outputs.push(read([[6], [5], [4]]));
        cache.select(0, [0, 1, 3]);
        expect([cache.length, copy.length, cache.batch]).toEqual([3, 3, 3]);
        outputs.push(model.forward(ids([[8], [9], [7]]), { cache: copy }), read([[2], [2], [2]]));
        copy.dispose();
        cache.dispose();
        return outputs;
      });
    });
    expect(tf.memory().numTensors).toBe(before + 2 * blocks!.length);
    for (const [index, output] of blocks!.entries())
      expect(await largestDifference(output, single![index]!)).toBeLessThan(1e-5);
    model.dispose();
  });
});

describe("relation: a long cached context", () => {
  it("read in two parts equals one pass", async () => {
    const long = createLlama({ ...config, maxPositions: 400 }, { seed: 5 });
    const tokens = Array.from({ length: 300 }, (_, index) => (7 * index) % 40);
    const cache = long.createCache();
    const parts = [tokens.slice(0, 20), tokens.slice(20)].map((part) => long.forward(ids([part]), { cache }));
    const whole = long.forward(ids([tokens]));
    expect(await largestDifference(tf.concat(parts, 1), whole)).toBeLessThan(1e-5);
  });
});

describe("unit: a Llama", () => {
  it("gives every weight a gradient and leaves no tensor behind", () => {
    const model = createLlama({ ...config, tieWordEmbeddings: false }, { seed: 4 });
    const input = ids([[1, 2, 3, 4]]);
    const before = tf.memory().numTensors;
    const { value, grads } = tf.variableGrads(() => {
      const hidden = tf.reshape(model.forward(input), [4, config.hiddenSize]) as tf.Tensor2D;
      return tf.mean(tf.square(model.logits(hidden)));
    }, [...model.weights.values()]);
    for (const [name, weight] of model.weights) {
      const largest = tf.tidy(() => tf.max(tf.abs(grads[weight.name]!)).dataSync()[0]!);
      expect(largest, name).toBeGreaterThan(0);
    }
    tf.dispose([value, ...Object.values(grads)]);
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before - model.weights.size);
  });

  it("frees the cache", () => {
    const model = createLlama(config);
    const input = ids([[1, 2]]);
    const before = tf.memory().numTensors;
    const cache = model.createCache();
    model.forward(input, { cache }).dispose();
    const copy = cache.clone();
    copy.truncate(1);
    expect([cache.length, copy.length]).toEqual([2, 1]);
    cache.reorder(Int32Array.of(0, 0));
    expect([cache.batch, copy.batch]).toEqual([2, 1]);
    cache.dispose();
    copy.dispose();
    expect(cache.length).toBe(0);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("draws the same weights from the same seed, others from another", async () => {
    const [first, again, other] = [1, 1, 2].map((seed) => createLlama(config, { seed }));
    expect(await embeddingOf(first!)).toEqual(await embeddingOf(again!));
    expect(await embeddingOf(first!)).not.toEqual(await embeddingOf(other!));
    const values = await embeddingOf(first!);
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    expect(deviation).toBeGreaterThan(0.28);
    expect(deviation).toBeLessThan(0.32);
  });

  it("counts Llama 3.2's parameters", () => {
    expect(parameters("llama-3.2-1b")).toBe(1_235_814_400);
    expect(parameters("llama-3.1-8b")).toBe(8_030_261_248);
    expect(parameters("smollm2-135m")).toBe(134_515_008);
    expect(parameters("smollm2-360m")).toBe(361_821_120);
    expect(parameters("tinyllama-1.1b")).toBe(1_100_048_384);
    expect(parameters("llama-3.2-3b")).toBe(3_212_749_824);
  });

  it("names what is wrong with a configuration, weights or an input", () => {
    expect(() => llamaConfig("tiny", { numKeyValueHeads: 4 })).toThrow(LlamaConfigError);
    expect(() => llamaConfig("tiny", { headDim: 33 })).toThrow(/headDim is 33; give an even number/);
    expect(() => llamaConfig("tiny", { vocabSize: Number.NaN })).toThrow(/vocabSize/);
    expect(() => llamaConfig("huge" as "tiny")).toThrow(/one of tiny/);
    const model = createLlama(config);
    const missing = new Map([...model.weights].filter(([name]) => name !== "model.norm.weight"));
    expect(() => new Llama(config, missing)).toThrow(LlamaWeightsError);
    expect(() => new Llama({ ...config, vocabSize: 41 }, model.weights)).toThrow(
      /expected \[41, 16\], got \[40, 16\]/,
    );
    expect(() => model.forward(ids([Array.from({ length: 33 }, () => 0)]))).toThrow(/at most 32 tokens/);
    expect(() => model.forward(tf.ones([1, 2]) as tf.Tensor2D)).toThrow(LlamaInputError);
    const mask = tf.zeros([1, 1, 2, 2]) as tf.Tensor4D;
    expect(() => model.forward(ids([[1, 2, 3]]), { positions: ids([[0, 1, 2]]), mask })).toThrow(
      /mask.*\[1 or 1, 1, 3, 3\]/,
    );
    expect(() => model.forward(ids([[1, 2]]), { mask })).toThrow(/with positions/);
  });
});

import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { useBackend } from "../../backend/use-backend.ts";
import { addLora } from "../../lora/add-lora.ts";
import { isNativeSetUp } from "../../node/native/fixtures/is-native-set-up.ts";
import { llamaConfig } from "../config.ts";
import type { LlamaConfig } from "../config.ts";
import { createLlama } from "../create-llama.ts";
import type { KeyValueCache } from "../key-value-cache.ts";
import type { Llama } from "../llama.ts";
import { CachedPass } from "./cached-pass.ts";

/** Hidden states of four tokens in a new cache. */
function readFour(model: Llama): Float32Array {
  const cache = model.createCache();
  const hidden = tf.tidy(() => model.forward(ids(1, 4), { cache }).dataSync<"float32">().slice());
  cache.dispose();
  return hidden;
}

const config = llamaConfig("tiny", {
  vocabSize: 50,
  hiddenSize: 32,
  intermediateSize: 48,
  numLayers: 2,
  numHeads: 4,
  numKeyValueHeads: 2,
  headDim: 8,
  maxPositions: 1024,
  initializerRange: 0.4,
  ropeScaling: {
    type: "llama3",
    factor: 8,
    lowFrequencyFactor: 1,
    highFrequencyFactor: 4,
    originalMaxPositions: 64,
  },
});

/** Its weights are large enough to come first in products of some rows. */
const wide = {
  ...config,
  vocabSize: 50,
  hiddenSize: 256,
  intermediateSize: 512,
  headDim: 64,
  initializerRange: 0.06,
};

/** Readings one after the other into one cache. */
type Readings = (model: Llama, cache: KeyValueCache) => tf.Tensor3D[];

function ids(rows: number, time: number, seed = 3): tf.Tensor2D {
  return tf.tensor2d(
    Int32Array.from({ length: rows * time }, (_, place) => (place * seed + seed) % 50),
    [rows, time],
    "int32",
  );
}

const cases: {
  name: string;
  shape?: LlamaConfig;
  padding?: number[];
  blockSize?: number;
  read: Readings;
  passes: number;
}[] = [
  {
    name: "a prompt and single tokens",
    read: (model, cache) => [7, 1, 1].map((time) => model.forward(ids(1, time), { cache })),
    passes: 3,
  },
  {
    name: "several tokens behind others, and many at once",
    read: (model, cache) => [1, 5, 100].map((time) => model.forward(ids(1, time), { cache })),
    passes: 3,
  },
  {
    name: "rows of different lengths, side by side",
    padding: [2, 0, 3],
    read: (model, cache) => [6, 1, 2].map((time) => model.forward(ids(3, time), { cache })),
    passes: 3,
  },
  {
    name: "tokens at one place that do not see each other",
    read: (model, cache) => {
      const places = tf.tensor2d([3, 3], [1, 2], "int32");
      const mask = tf.tensor4d([0, 0, 0, 0, -1e9, 0, 0, 0, -1e9, 0], [1, 1, 2, 5]);
      return [
        model.forward(ids(1, 3), { cache }),
        model.forward(ids(1, 2), { cache, positions: places, mask }),
      ];
    },
    passes: 2,
  },
  {
    name: "enough keys for attention on all threads",
    read: (model, cache) => [500, 40, 1].map((time) => model.forward(ids(4, time), { cache })),
    passes: 2,
  },
  {
    name: "weights that come first in products",
    shape: wide,
    read: (model, cache) => [20, 16, 1].map((time) => model.forward(ids(1, time), { cache })),
    passes: 3,
  },
  {
    name: "a full block: the rest goes the portable way",
    blockSize: 2 * 8 * 4,
    read: (model, cache) => [4, 1, 1].map((time) => model.forward(ids(1, time), { cache })),
    passes: 1,
  },
];

describe.skipIf(!isNativeSetUp(["cpu"]))("passes into a cache on native TensorFlow", () => {
  beforeAll(async () => {
    await useBackend("tensorflow");
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(cases)(
    "relation: $name: equal to the portable pass, and nothing leaks",
    ({ shape = config, padding, blockSize, read, passes }) => {
      const model = createLlama(shape, { seed: 5 });
      const reading = (): { hidden: Float32Array[]; length: number } => {
        const cache = model.createCache({
          blockSize,
          padding: padding && Int32Array.from(padding),
        });
        const hidden = tf.tidy(() =>
          read(model, cache).map((tensor) => tensor.dataSync<"float32">().slice()),
        );
        const { length } = cache;
        cache.dispose();
        return { hidden, length };
      };
      const before = tf.memory().numTensors;
      const spy = vi.spyOn(CachedPass.prototype, "read");
      const atOnce = reading();
      expect(spy).toHaveBeenCalledTimes(passes);
      expect(tf.memory().numTensors).toBe(before);
      vi.spyOn(CachedPass, "backendFor").mockReturnValue(undefined);
      const portable = reading();
      expect(spy).toHaveBeenCalledTimes(passes);
      expect(atOnce.length).toBe(portable.length);
      for (const [place, hidden] of atOnce.hidden.entries())
        expect(largestDifference(hidden, portable.hidden[place]!)).toBeLessThan(1e-4);
      model.dispose();
    },
  );

  it("relation: an adapter counts from when it is attached until it is taken off", () => {
    const model = createLlama(config, { seed: 5 });
    const plain = readFour(model);
    addLora(model, { rank: 4, alpha: 8, targets: ["q_proj", "down_proj"], seed: 2 });
    for (const [name, weight] of model.adapter!.weights)
      if (name.includes("lora_B")) weight.assign(tf.randomNormal(weight.shape, 0, 0.3, "float32", 4));
    const adapted = readFour(model);
    expect(largestDifference(adapted, plain)).toBeGreaterThan(0.01);
    const portable = vi.spyOn(CachedPass, "backendFor").mockReturnValue(undefined);
    expect(largestDifference(readFour(model), adapted)).toBeLessThan(1e-4);
    portable.mockRestore();
    model.detach()!.dispose();
    expect(readFour(model)).toEqual(plain);
    model.dispose();
  });

  it("relation: without a place for temporary files it is the portable pass", () => {
    const model = createLlama(config, { seed: 5 });
    vi.stubEnv("TMPDIR", "/nowhere");
    const before = tf.memory().numTensors;
    const portable = readFour(model);
    expect(tf.memory().numTensors).toBe(before);
    vi.unstubAllEnvs();
    expect(largestDifference(readFour(model), portable)).toBeLessThan(1e-4);
    model.dispose();
  });

  it("unit: leaves passes under a gradient to the portable form", () => {
    const cache = { staysOneBlock: true } as KeyValueCache;
    expect(CachedPass.backendFor(ids(1, 1), cache)).toBeDefined();
    tf.grad((x) => {
      expect(CachedPass.backendFor(ids(1, 1), cache)).toBeUndefined();
      return tf.sum(x);
    })(tf.scalar(1));
  });
});

function largestDifference(left: Float32Array, right: Float32Array): number {
  expect(left.length).toBe(right.length);
  return left.reduce((largest, value, place) => Math.max(largest, Math.abs(value - right[place]!)), 0);
}

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { addLora } from "../lora/add-lora.ts";
import { registerGradients } from "../training/gradients/register-gradients.ts";
import { llamaConfig } from "./config.ts";
import { createLlama } from "./create-llama.ts";
import type { LlamaForwardOptions } from "./forward-options.ts";

const config = llamaConfig("tiny", {
  vocabSize: 20,
  hiddenSize: 8,
  // Wide enough to outweigh the mask, whose clones tfjs counts although they take no memory
  intermediateSize: 160,
  numLayers: 6,
  numHeads: 2,
  numKeyValueHeads: 1,
  headDim: 4,
  initializerRange: 0.2,
});
const time = 130; // more than one block of queries
const places = Array.from({ length: time }, (_, place) => place);
const row = (valueAt: (place: number) => number) => tf.tensor2d(places.map(valueAt), [1, time], "int32");

function makeModel() {
  const model = createLlama(config, { seed: 4 });
  const adapter = addLora(model, { rank: 2, targets: ["q_proj", "up_proj"] });
  for (const [name, weight] of adapter.weights)
    if (name.endsWith("lora_B.weight")) weight.assign(tf.randomNormal(weight.shape, 0, 0.3, "float32", 5));
  return model;
}

await tf.setBackend("cpu");
const model = makeModel();

/** The gradient of some function of the hidden states, over documents packed side by side. */
function gradientsOf(names: string[], options: LlamaForwardOptions) {
  const variables = names.map((name) => model.parameters.get(name)!);
  const { value, grads } = tf.variableGrads(() => {
    const hidden = model.forward(
      row((place) => (7 * place) % 20),
      {
        segments: row((place) => 1 + Math.floor(place / 50)),
        positions: row((place) => place % 50),
        ...options,
      },
    );
    return tf.mean(tf.square(tf.sub(hidden, 0.5)));
  }, variables);
  value.dispose();
  return variables.map(({ name }) => grads[name]!);
}

/** Bytes that all gradients take at the most. */
async function peak(options: LlamaForwardOptions): Promise<number> {
  const profile = await tf.profile(() => tf.tidy(() => void gradientsOf(everything, options)));
  return profile.peakBytes - tf.memory().numBytes;
}

const everything = [...model.parameters.keys()];
const adapterOnly = [...model.adapter!.weights.keys()];

beforeAll(() => registerGradients());

describe("gradient checkpointing", () => {
  it.each([
    ["of every weight", everything, true],
    ["of an adapter alone", adapterOnly, new Set(adapterOnly)],
  ] as const)("relation: gives the plain gradients %s", (_which, names, gradientCheckpointing) => {
    tf.tidy(() => {
      const plain = gradientsOf([...names], {});
      const checkpointed = gradientsOf([...names], { gradientCheckpointing });
      plain.forEach((gradient, index) => {
        expect(tf.max(tf.abs(gradient)).dataSync()[0]).toBeGreaterThan(0);
        expect([...checkpointed[index]!.dataSync()]).toEqual([...gradient.dataSync()]);
      });
    });
  });

  it("relation: its peak of memory is below half of the plain one", async () => {
    expect(await peak({ gradientCheckpointing: true })).toBeLessThan(0.5 * (await peak({})));
  });

  it("unit: leaves no tensor behind", () => {
    const before = tf.memory().numTensors;
    tf.dispose(gradientsOf(everything, { gradientCheckpointing: true }));
    expect(tf.memory().numTensors).toBe(before);
  });
});

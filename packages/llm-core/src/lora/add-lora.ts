import * as tf from "@tensorflow/tfjs-core";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Llama } from "../model/llama.ts";
import { LoraAdapter } from "./lora-adapter.ts";
import { loraConfig } from "./lora-config.ts";
import type { LoraConfig } from "./lora-config.ts";
import { loraWeightShapes } from "./lora-weight-shapes.ts";

/** Options of `addLora`. */
export interface AddLoraOptions extends Partial<LoraConfig> {
  /** Of the random A matrices. @default 0 */
  seed?: number;
}

/**
 * Gives a Llama a fresh adapter, which `train` then trains instead of the model's own weights.
 *
 * As in PEFT, A is uniform within ±1/√in and B zero, so that the model's predictions stay as they are at first.
 *
 * @param options rank 8, alpha 8, targets q_proj and v_proj unless given, as PEFT's for a Llama
 * @returns the adapter, which the model owns
 * @throws LoraConfigError; LlamaInputError if the model has an adapter
 */
export function addLora(model: Llama, options: AddLoraOptions = {}): LoraAdapter {
  const { seed = 0, ...changes } = options;
  const config = loraConfig(changes);
  const generator = mersenne(seed);
  const weights = new Map<string, tf.Variable>();
  for (const [name, shape] of loraWeightShapes(model.config, config)) {
    const values = new Float32Array(tf.util.sizeFromShape(shape));
    if (name.endsWith(".lora_A.weight")) {
      const bound = 1 / Math.sqrt(shape[1]!);
      for (let index = 0; index < values.length; index++)
        values[index] = bound * (2 * uniformFloat64(generator) - 1);
    }
    weights.set(
      name,
      tf.tidy(() => tf.variable(tf.tensor(values, shape))),
    );
  }
  const adapter = new LoraAdapter(config, weights);
  model.attach(adapter);
  return adapter;
}

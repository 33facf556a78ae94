import * as tf from "@tensorflow/tfjs-core";
import { checkLlamaConfig } from "./config.ts";
import type { LlamaConfig } from "./config.ts";
import { Llama } from "./llama.ts";
import { normalGenerator } from "./normal-generator.ts";
import { llamaWeightShapes } from "./weight-shapes.ts";

/**
 * A Llama with fresh weights: matrices normal with deviation `config.initializerRange`, norms 1.
 *
 * @param options.seed of the random weights: the same seed gives the same model on every backend. @default 0
 * @throws LlamaConfigError naming the field at fault.
 */
export function createLlama(config: LlamaConfig, options: { seed?: number } = {}): Llama {
  const checked = checkLlamaConfig(config);
  const normal = normalGenerator(options.seed ?? 0);
  const weights = new Map<string, tf.Variable>();
  for (const [name, shape] of llamaWeightShapes(checked)) {
    const values = new Float32Array(tf.util.sizeFromShape(shape));
    if (shape.length === 1) values.fill(1);
    else
      for (let index = 0; index < values.length; index++) values[index] = normal() * checked.initializerRange;
    weights.set(
      name,
      tf.tidy(() => tf.variable(tf.tensor(values, shape))),
    );
  }
  return new Llama(checked, weights);
}

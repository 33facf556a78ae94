import * as tf from "@tensorflow/tfjs-core";
import { LlamaWeightsError } from "../model/llama-errors.ts";
import { Llama } from "../model/llama.ts";
import { llamaWeightShapes } from "../model/weight-shapes.ts";
import { parseConfigJson } from "./config-json.ts";
import { readJsonFile } from "./model-files.ts";
import type { ModelFiles } from "./model-files.ts";
import { readVariables } from "./read-variables.ts";
import { listWeights } from "./weight-files.ts";

/** Options of `readLlama`. */
export interface ReadLlamaOptions {
  /** Told after each weight. */
  onProgress?: (progress: { weight: string; loaded: number; total: number }) => void;
  /** Stops between weights and frees what was loaded. */
  signal?: AbortSignal;
}

/**
 * A Llama from Hugging Face files: `config.json` and `model.safetensors`, or shards with their index.
 *
 * float16 and bfloat16 weights become float32. Every header is checked before the first weight is read.
 *
 * @throws ModelFilesError, SafetensorsError, LlamaConfigError, LlamaWeightsError
 */
export async function readLlama(files: ModelFiles, options: ReadLlamaOptions = {}): Promise<Llama> {
  const config = parseConfigJson(await readJsonFile(files, "config.json"));
  const stored = await listWeights(files);
  const shapes = llamaWeightShapes(config);
  for (const name of new Set([...shapes.keys(), ...stored.keys()])) {
    const expected = shapes.get(name);
    const got = stored.get(name)?.shape;
    if (!expected && isDerived(name)) continue;
    if (expected?.join() !== got?.join()) throw new LlamaWeightsError(name, expected, got);
  }
  options.signal?.throwIfAborted();
  const weights = new Map<string, tf.Variable>();
  try {
    for await (const [name, weight] of readVariables(files, stored, shapes.keys())) {
      weights.set(name, weight);
      options.signal?.throwIfAborted();
      options.onProgress?.({ weight: name, loaded: weights.size, total: shapes.size });
    }
    return new Llama(config, weights);
  } catch (error) {
    tf.dispose([...weights.values()]);
    throw error;
  }
}

/** Whether old checkpoints carry this tensor although other weights or the configuration already say it. */
function isDerived(name: string): boolean {
  return name === "lm_head.weight" || name.endsWith(".rotary_emb.inv_freq");
}

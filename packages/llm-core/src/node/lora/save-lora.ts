import * as tf from "@tensorflow/tfjs-core";
import { adapterConfigFile, adapterWeightsFile, toAdapterConfig } from "../../lora/adapter-config-json.ts";
import type { TokenRows } from "../../lora/adapter-config-json.ts";
import { peftName, replacedRows } from "../../lora/adapter-weight-names.ts";
import { LlamaInputError } from "../../model/llama-errors.ts";
import type { Llama } from "../../model/llama.ts";
import { replaceFiles } from "../files/replace-files.ts";
import { jsonContent, tensorsContent } from "../huggingface/file-contents.ts";
import type { NamedTensor } from "../huggingface/file-contents.ts";

/** Options of `saveLora`. */
export interface SaveLoraOptions {
  /**
   * First of the new tokens, whose rows are saved with the adapter.
   * @default none are
   */
  firstId?: number;
  /** Folder or hub name of the model that the adapter is for, which PEFT's `AutoPeftModel` looks for. */
  baseModel?: string;
}

/**
 * Writes a model's adapter in PEFT's layout: `adapter_config.json` and `adapter_model.safetensors`, float32. The rows of
 * new tokens are what PEFT knows as `trainable_token_indices`; there as here the base model must be expanded before.
 *
 * @throws LlamaInputError if the model has no adapter, or no token `firstId`
 */
export async function saveLora(model: Llama, folder: string, options: SaveLoraOptions = {}): Promise<void> {
  const { adapter } = model;
  if (!adapter) throw new LlamaInputError("the model", "one with an adapter (addLora)", "one without");
  const tokenRows = newTokenRows(model, options.firstId);
  const tensors: NamedTensor[] = [...adapter.weights].map(([name, weight]) => ({
    name: peftName(name),
    shape: weight.shape,
    read: () => weight.data<"float32">(),
  }));
  for (const matrix of replacedRows(tokenRows, { isTied: model.config.tieWordEmbeddings })) {
    tensors.push({
      name: matrix.peftName,
      shape: [matrix.ids.length, model.config.hiddenSize],
      read: () => readRows(model.weights.get(matrix.weight)!, options.firstId!),
    });
  }
  const description = toAdapterConfig({ config: adapter.config, tokenRows }, options.baseModel);
  await replaceFiles({
    folder,
    contents: new Map([
      [adapterWeightsFile, tensorsContent(tensors, "float32")],
      [adapterConfigFile, jsonContent(description)],
    ]),
  });
}

function newTokenRows({ config }: Llama, firstId: number | undefined): TokenRows {
  const { vocabSize, tieWordEmbeddings } = config;
  if (firstId === undefined) return {};
  if (!Number.isSafeInteger(firstId) || firstId < 0 || firstId >= vocabSize)
    throw new LlamaInputError("firstId", `a token below ${vocabSize}`, `${firstId}`);
  const ids = Array.from({ length: vocabSize - firstId }, (_, index) => firstId + index);
  return tieWordEmbeddings ? { embed_tokens: ids } : { embed_tokens: ids, lm_head: ids };
}

async function readRows(matrix: tf.Variable, firstId: number): Promise<Float32Array> {
  const rows = tf.slice(matrix, firstId);
  try {
    return await rows.data<"float32">();
  } finally {
    rows.dispose();
  }
}

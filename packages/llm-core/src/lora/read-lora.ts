import * as tf from "@tensorflow/tfjs-core";
import { readJsonFile } from "../huggingface/model-files.ts";
import type { ModelFiles } from "../huggingface/model-files.ts";
import { listWeightsOf, readWeight } from "../huggingface/weight-files.ts";
import type { Llama } from "../model/llama.ts";
import { LlamaInputError, LlamaWeightsError } from "../model/llama-errors.ts";
import { adapterConfigFile, adapterWeightsFile, parseAdapterConfig } from "./adapter-config-json.ts";
import { peftName, replacedRows } from "./adapter-weight-names.ts";
import { LoraAdapter } from "./lora-adapter.ts";
import { loraWeightShapes } from "./lora-weight-shapes.ts";

/**
 * Gives a Llama the LoRA adapter of a folder that PEFT or `saveLora` wrote, and the rows of new tokens that it holds.
 *
 * The model must have the vocabulary that the adapter was trained with: expand it before. Dropout, which PEFT applies
 * in training only, is not.
 *
 * @returns the adapter, which the model owns
 * @throws LoraConfigError, LlamaWeightsError, LlamaInputError, ModelFilesError, SafetensorsError; the model is then unchanged
 */
export async function readLora(model: Llama, files: ModelFiles): Promise<LoraAdapter> {
  const { config, tokenRows } = parseAdapterConfig(await readJsonFile(files, adapterConfigFile));
  const stored = await listWeightsOf(files, adapterWeightsFile);
  const shapes = loraWeightShapes(model.config, config);
  const { tieWordEmbeddings: isTied, hiddenSize, vocabSize } = model.config;
  const rows = replacedRows(tokenRows, { isTied });
  for (const { weight, ids } of rows) checkIds(weight, ids, vocabSize);
  checkStored(stored, [
    ...[...shapes].map(([name, shape]) => [peftName(name), shape] as const),
    ...rows.map((matrix) => [matrix.peftName, [matrix.ids.length, hiddenSize]] as const),
  ]);

  const read = (name: string) => readWeight(files, name, stored.get(name)!);
  const newRows = await Promise.all(rows.map((matrix) => read(matrix.peftName)));
  const weights = new Map<string, tf.Variable>();
  const adapter = new LoraAdapter(config, weights);
  try {
    for (const [name, shape] of shapes) {
      const values = await read(peftName(name));
      weights.set(
        name,
        tf.tidy(() => tf.variable(tf.tensor(values, shape))),
      );
    }
    model.attach(adapter);
  } catch (error) {
    adapter.dispose();
    throw error;
  }
  for (const [index, { weight, ids }] of rows.entries()) {
    await replaceRows(model.weights.get(weight)!, ids, newRows[index]!);
  }
  return adapter;
}

function checkIds(weight: string, ids: readonly number[], vocabSize: number): void {
  const beyond = ids.find((id) => id >= vocabSize);
  if (beyond === undefined) return;
  throw new LlamaInputError(
    "the model",
    `expanded to the vocabulary of the adapter, which holds row ${beyond} of ${weight}`,
    `a vocabulary of ${vocabSize}`,
  );
}

function checkStored(
  stored: ReadonlyMap<string, { shape: readonly number[] }>,
  expected: readonly (readonly [name: string, shape: readonly number[]])[],
): void {
  const shapes = new Map(expected);
  for (const name of new Set([...shapes.keys(), ...stored.keys()])) {
    const [wanted, got] = [shapes.get(name), stored.get(name)?.shape];
    if (wanted?.join() !== got?.join()) throw new LlamaWeightsError(name, wanted, got);
  }
}

async function replaceRows(matrix: tf.Variable, ids: readonly number[], rows: Float32Array): Promise<void> {
  const width = matrix.shape[1]!;
  const values = (await matrix.data<"float32">()).slice();
  ids.forEach((id, index) => values.set(rows.subarray(index * width, (index + 1) * width), id * width));
  tf.tidy(() => matrix.assign(tf.tensor(values, matrix.shape)));
}

import { mkdir, open, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { toConfigJson, toGenerationJson } from "../../huggingface/config-json.ts";
import type { GenerationIds } from "../../huggingface/config-json.ts";
import { encodeNumbers } from "../../huggingface/number-format.ts";
import type { NumberFormat } from "../../huggingface/number-format.ts";
import { encodeSafetensorsHeader } from "../../huggingface/safetensors-header.ts";
import type { Llama } from "../../model/llama.ts";

export interface SaveHuggingFaceOptions extends GenerationIds {
  /** Written as `tokenizer.json` (what its `toJSON` returns), with a `tokenizer_config.json` for AutoTokenizer. */
  tokenizer?: { toJSON(): unknown };
  /** How weights are stored. @default "float32" */
  format?: NumberFormat;
}

type Content = (file: FileHandle) => Promise<void>;

/** Numbers encoded at once. */
const numbersPerWrite = 2 ** 24;

/**
 * Writes a folder that transformers' `AutoModelForCausalLM.from_pretrained` loads to the same logits.
 *
 * Every file is written beside its final name and moved there when all are complete, so that a run stopped at any
 * instant leaves the earlier files whole.
 */
export async function saveHuggingFace(
  model: Llama,
  folder: string,
  options: SaveHuggingFaceOptions = {},
): Promise<void> {
  const { tokenizer, format = "float32", ...ids } = options;
  const contents = new Map<string, Content>([
    ["model.safetensors", (file) => writeWeights(file, model, format)],
    ["generation_config.json", json({ _from_model_config: true, ...toGenerationJson(ids) })],
    ["config.json", json(toConfigJson(model.config, format, ids))],
  ]);
  if (tokenizer) {
    contents.set("tokenizer.json", json(tokenizer.toJSON()));
    contents.set("tokenizer_config.json", json(tokenizerConfig(model)));
  }
  await replaceFiles(folder, contents);
}

function tokenizerConfig(model: Llama): object {
  return {
    tokenizer_class: "PreTrainedTokenizerFast",
    model_max_length: model.config.maxPositions,
    clean_up_tokenization_spaces: false,
  };
}

function json(value: unknown): Content {
  return (file) => file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
}

async function writeWeights(file: FileHandle, model: Llama, format: NumberFormat): Promise<void> {
  const shapes = [...model.weights].map(([name, weight]): [string, number[]] => [name, weight.shape]);
  await file.writeFile(encodeSafetensorsHeader(shapes, format));
  for (const weight of model.weights.values()) {
    const values = (await weight.data()) as Float32Array;
    for (let start = 0; start < values.length; start += numbersPerWrite) {
      await file.writeFile(encodeNumbers(values.subarray(start, start + numbersPerWrite), format));
    }
  }
}

/** Writes all contents to temporary names, then moves each to its own. */
async function replaceFiles(folder: string, contents: ReadonlyMap<string, Content>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = (name: string): string => join(folder, `.${name}.partial`);
  try {
    for (const [name, write] of contents) {
      const file = await open(temporary(name), "w");
      try {
        await write(file);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    for (const name of contents.keys()) await rename(temporary(name), join(folder, name));
  } finally {
    for (const name of contents.keys()) await rm(temporary(name), { force: true });
  }
}

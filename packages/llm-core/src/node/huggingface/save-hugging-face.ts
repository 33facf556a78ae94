import { toConfigJson, toGenerationJson } from "../../huggingface/config-json.ts";
import type { GenerationIds } from "../../huggingface/config-json.ts";
import type { NumberFormat } from "../../huggingface/number-format.ts";
import type { Llama } from "../../model/llama.ts";
import { replaceFiles } from "../files/replace-files.ts";
import type { Content } from "../files/write-flushed.ts";
import { jsonContent, tensorsContent } from "./file-contents.ts";
import { planShards } from "./plan-shards.ts";

/** Options of `saveHuggingFace`. */
export interface SaveHuggingFaceOptions extends GenerationIds {
  /** Written as `tokenizer.json` (what its `toJSON` returns), with a `tokenizer_config.json` for AutoTokenizer. */
  tokenizer?: { toJSON(): unknown };
  /** How weights are stored. @default "float32" */
  format?: NumberFormat;
  /**
   * Largest file of weights, in bytes: a bigger model becomes several with an index. A single weight is never divided.
   * @default 5e9
   */
  maxShardBytes?: number;
}

/**
 * Writes a folder that transformers' `AutoModelForCausalLM.from_pretrained` loads to the same logits; an adapter's
 * changes are merged into what is written, and the model stays as it is.
 *
 * The files take their places together: a run stopped at any instant leaves the earlier model or the new one, whole, for
 * `loadLlama`. Other readers may find the folder without weights until the next save.
 *
 * @throws LlamaInputError
 */
export async function saveHuggingFace(
  model: Llama,
  folder: string,
  options: SaveHuggingFaceOptions = {},
): Promise<void> {
  const { tokenizer, format = "float32", maxShardBytes = 5e9, ...ids } = options;
  const contents = new Map<string, Content>([
    ["generation_config.json", jsonContent({ _from_model_config: true, ...toGenerationJson(ids) })],
    ["config.json", jsonContent(toConfigJson(model.config, format, ids))],
  ]);
  if (tokenizer) {
    contents.set("tokenizer.json", jsonContent(tokenizer.toJSON()));
    contents.set("tokenizer_config.json", jsonContent(tokenizerConfig(model)));
  }
  const { shards, index } = planShards(model.weights, { format, maxShardBytes });
  for (const [file, names] of shards) contents.set(file, weightsContent(model, names, format));
  if (index) contents.set("model.safetensors.index.json", jsonContent(index));
  await replaceFiles({ folder, contents, isObsolete: holdsWeights });
}

/** Whether a file is of an earlier save's weights, which may have been divided otherwise. */
function holdsWeights(name: string): boolean {
  return /^model(-\d+-of-\d+)?\.safetensors(\.index\.json)?$/.test(name);
}

function tokenizerConfig(model: Llama): object {
  return {
    tokenizer_class: "PreTrainedTokenizerFast",
    model_max_length: model.config.maxPositions,
    clean_up_tokenization_spaces: false,
  };
}

function weightsContent(model: Llama, names: readonly string[], format: NumberFormat): Content {
  const tensors = names.map((name) => ({
    name,
    shape: model.weights.get(name)!.shape,
    read: () => readMerged(model, name),
  }));
  return tensorsContent(tensors, format);
}

/** A weight's numbers with the adapter's change. */
async function readMerged({ weights, adapter }: Llama, name: string): Promise<Float32Array> {
  const weight = weights.get(name)!;
  if (!adapter?.changes(name)) return weight.data<"float32">();
  const merged = adapter.merge(name, weight);
  try {
    return await merged.data<"float32">();
  } finally {
    merged.dispose();
  }
}

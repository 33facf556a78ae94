import type { LoraAdapter } from "../../lora/lora-adapter.ts";
import { readLora } from "../../lora/read-lora.ts";
import type { Llama } from "../../model/llama.ts";
import { modelFolder } from "../huggingface/model-folder.ts";

/**
 * Gives a Llama the adapter of a folder on disk; see {@link readLora}.
 *
 * @returns the adapter, which the model owns
 * @throws LoraConfigError, LlamaWeightsError, LlamaInputError, ModelFilesError, SafetensorsError
 */
export function loadLora(model: Llama, folder: string): Promise<LoraAdapter> {
  return readLora(model, modelFolder(folder));
}

import { readLlama } from "../../huggingface/read-llama.ts";
import type { ReadLlamaOptions } from "../../huggingface/read-llama.ts";
import type { Llama } from "../../model/llama.ts";
import { modelFolder } from "./model-folder.ts";

/**
 * A Llama from a Hugging Face folder on disk; see {@link readLlama}.
 *
 * @throws ModelFilesError, SafetensorsError, LlamaConfigError, LlamaWeightsError
 */
export function loadLlama(folder: string, options: ReadLlamaOptions = {}): Promise<Llama> {
  return readLlama(modelFolder(folder), options);
}

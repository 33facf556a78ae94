import type { GenerationIds } from "../../huggingface/config-json.ts";
import { readGenerationIds } from "../../huggingface/read-generation-ids.ts";
import { modelFolder } from "./model-folder.ts";

/**
 * The token ids that the model of a Hugging Face folder starts, stops and pads with; see {@link readGenerationIds}.
 *
 * @throws ModelFilesError, LlamaConfigError
 */
export function loadGenerationIds(folder: string): Promise<GenerationIds> {
  return readGenerationIds(modelFolder(folder));
}

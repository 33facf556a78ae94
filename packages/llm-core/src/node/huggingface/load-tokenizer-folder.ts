import { readJsonFile } from "../../huggingface/model-files.ts";
import { Tokenizer } from "../../tokenizer/tokenizer.ts";
import { modelFolder } from "./model-folder.ts";

/**
 * The tokenizer of a Hugging Face folder: its `tokenizer.json`.
 *
 * @throws ModelFilesError, TokenizerError
 */
export async function loadTokenizerFolder(folder: string): Promise<Tokenizer> {
  return new Tokenizer(await readJsonFile(modelFolder(folder), "tokenizer.json"));
}

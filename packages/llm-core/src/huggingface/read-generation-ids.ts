import { LlamaConfigError } from "../model/config.ts";
import type { GenerationIds } from "./config-json.ts";
import { ModelFilesError, readJsonFile } from "./model-files.ts";
import type { ModelFiles } from "./model-files.ts";

/**
 * The token ids that a model starts, stops and pads with: those of `generation_config.json` or, without that file, of
 * `config.json`, as transformers has it. What the file leaves out or sets to null is left out.
 *
 * @throws ModelFilesError if neither file is there or the one that counts is no JSON object; LlamaConfigError naming the
 * field that is no id
 */
export async function readGenerationIds(files: ModelFiles): Promise<GenerationIds> {
  const own = "generation_config.json";
  const file = (await files.size(own)) === undefined ? "config.json" : own;
  const json = await readJsonFile(files, file);
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new ModelFilesError(files.location, file, "is not a JSON object");
  }
  const fields = json as Record<string, unknown>;
  const id = (field: string): number | undefined => {
    const value = fields[field] ?? undefined;
    if (value !== undefined && !isTokenId(value)) throw new LlamaConfigError(field, value, "a token's id");
    return value;
  };
  const ends = fields["eos_token_id"];
  if (Array.isArray(ends) && !ends.every(isTokenId)) {
    throw new LlamaConfigError("eos_token_id", ends, "a list of tokens' ids");
  }
  const eosTokenIds = Array.isArray(ends) ? (ends as number[]) : [id("eos_token_id")];
  const [bosTokenId, padTokenId] = [id("bos_token_id"), id("pad_token_id")];
  return {
    ...(bosTokenId !== undefined && { bosTokenId }),
    ...(eosTokenIds[0] !== undefined && { eosTokenIds: eosTokenIds as number[] }),
    ...(padTokenId !== undefined && { padTokenId }),
  };
}

function isTokenId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

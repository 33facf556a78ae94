import { loraConfig, LoraConfigError } from "./lora-config.ts";
import type { LoraConfig, LoraTarget } from "./lora-config.ts";

/** The files of an adapter in PEFT's layout. */
export const adapterConfigFile = "adapter_config.json";
export const adapterWeightsFile = "adapter_model.safetensors";

/** Matrices of which PEFT's adapters can hold rows, by the module's name in `trainable_token_indices`. */
export type TokenRows = Partial<Record<"embed_tokens" | "lm_head", readonly number[]>>;

/** What an adapter's `adapter_config.json` says. */
export interface AdapterDescription {
  config: LoraConfig;
  /** Ids of the tokens whose rows the adapter replaces. */
  tokenRows: TokenRows;
}

/** Fields of PEFT's that change what an adapter computes, and that plain LoRA leaves empty. */
const variants = [
  "alora_invocation_tokens",
  "alpha_pattern",
  "arrow_config",
  "exclude_modules",
  "layer_replication",
  "layers_pattern",
  "layers_to_transform",
  "lora_bias",
  "modules_to_save",
  "rank_pattern",
  "target_parameters",
  "use_bdlora",
  "use_dora",
  "use_qalora",
];

/**
 * PEFT's `adapter_config.json` of a LoRA adapter.
 *
 * @throws LoraConfigError for another kind of adapter, or a field that is not that of plain LoRA.
 */
export function parseAdapterConfig(json: unknown): AdapterDescription {
  if (typeof json !== "object" || json === null)
    throw new LoraConfigError(adapterConfigFile, json, "a JSON object");
  const file = json as Record<string, unknown>;
  expectOneOf(file, "peft_type", ["LORA"]);
  expectOneOf(file, "bias", ["none", undefined]);
  // Others change the base model's weights as well
  expectOneOf(file, "init_lora_weights", [true, false, "gaussian", undefined]);
  for (const field of variants) {
    if (!isEmpty(file[field])) throw new LoraConfigError(field, file[field], "an adapter without it");
  }
  const { target_modules: targets } = file;
  if (!Array.isArray(targets)) throw new LoraConfigError("target_modules", targets, "a list of module names");
  return {
    config: loraConfig({
      rank: file["r"] as number,
      alpha: file["lora_alpha"] as number,
      targets: targets as LoraTarget[],
      rankStabilized: file["use_rslora"] === true,
    }),
    tokenRows: parseTokenRows(file["trainable_token_indices"] ?? {}),
  };
}

/** The `adapter_config.json` from which PEFT makes the same adapter. */
export function toAdapterConfig(
  { config, tokenRows }: AdapterDescription,
  baseModel: string | undefined,
): object {
  return {
    peft_type: "LORA",
    task_type: "CAUSAL_LM",
    base_model_name_or_path: baseModel ?? null,
    inference_mode: true,
    r: config.rank,
    lora_alpha: config.alpha,
    lora_dropout: 0,
    use_rslora: config.rankStabilized,
    target_modules: config.targets,
    trainable_token_indices: isEmpty(tokenRows) ? null : tokenRows,
    bias: "none",
    fan_in_fan_out: false,
    init_lora_weights: true,
  };
}

function parseTokenRows(indices: unknown): TokenRows {
  const byModule = (Array.isArray(indices) ? { embed_tokens: indices } : indices) as Record<string, unknown>;
  for (const [module, ids] of Object.entries(byModule)) {
    const isKnown = module === "embed_tokens" || module === "lm_head";
    if (!isKnown || !Array.isArray(ids) || !ids.every((id) => Number.isSafeInteger(id) && id >= 0)) {
      throw new LoraConfigError("trainable_token_indices", indices, "token ids of embed_tokens and lm_head");
    }
  }
  return byModule as TokenRows;
}

function expectOneOf(file: Record<string, unknown>, field: string, accepted: readonly unknown[]): void {
  const value = file[field];
  if (accepted.includes(value)) return;
  const listed = accepted.filter((one) => one !== undefined).map((one) => JSON.stringify(one));
  throw new LoraConfigError(field, value, `an adapter with ${listed.join(" or ")}`);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

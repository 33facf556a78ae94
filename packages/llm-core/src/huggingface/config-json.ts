import { checkLlamaConfig, LlamaConfigError } from "../model/config.ts";
import type { Llama3RopeScaling, LlamaConfig } from "../model/config.ts";

/** Why models of other families, whose files look much alike, are none of Llama's. */
const otherFamilies: Record<string, string> = {
  cohere: "its layers run attention and feed-forward side by side",
  gemma: "it scales embeddings and norms in its own way",
  gemma2: "it scales embeddings and norms in its own way",
  gemma3_text: "it scales embeddings and norms in its own way",
  gpt2: "it adds learned positions instead of turning heads",
  granite: "it scales embeddings, attention and logits",
  mixtral: "it sends each token to some of many experts",
  olmo2: "its norms come after the blocks",
  phi3: "its projections are joined into one matrix",
  qwen2: "its queries, keys and values have biases",
  qwen3: "it normalises queries and keys",
};

/**
 * A Hugging Face `config.json` of a Llama, or of a Mistral without a sliding window, which is one; in either of the
 * layouts that transformers writes (v4 and v5).
 *
 * What the file leaves out has transformers' default.
 *
 * @throws LlamaConfigError for another architecture, an unsupported variant, or a field that makes no sense.
 */
export function parseConfigJson(json: unknown): LlamaConfig {
  const file = asRecord(json, "config.json");
  const isMistral = file["model_type"] === "mistral";
  checkFamily(file["model_type"]);
  // What a Mistral leaves out is 4096
  if (isMistral) expectValue("sliding_window", file["sliding_window"], [null]);
  expectValue("quantization_config", file["quantization_config"] ?? null, [null]);
  expectValue("hidden_act", file["hidden_act"] ?? "silu", ["silu"]);
  expectValue("attention_bias", file["attention_bias"] ?? false, [false]);
  expectValue("mlp_bias", file["mlp_bias"] ?? false, [false]);
  const number = (field: string, fallback?: number): number => {
    const value = file[field] ?? fallback;
    if (typeof value !== "number") throw new LlamaConfigError(field, value, "a number");
    return value;
  };
  const hiddenSize = number("hidden_size");
  const numHeads = number("num_attention_heads");
  // Version 5 keeps theta and scaling together in rope_parameters
  const rope = asRecord(file["rope_parameters"] ?? file["rope_scaling"] ?? {}, "rope_scaling");
  const theta = rope["rope_theta"];
  return checkLlamaConfig({
    vocabSize: number("vocab_size"),
    hiddenSize,
    intermediateSize: number("intermediate_size"),
    numLayers: number("num_hidden_layers"),
    numHeads,
    numKeyValueHeads: number("num_key_value_heads", isMistral ? 8 : numHeads),
    headDim: number("head_dim", hiddenSize / numHeads),
    maxPositions: number("max_position_embeddings", isMistral ? 131072 : 2048),
    ropeTheta: typeof theta === "number" ? theta : number("rope_theta", 10000),
    ropeScaling: parseRopeScaling(rope),
    rmsNormEpsilon: number("rms_norm_eps", 1e-6),
    tieWordEmbeddings: (file["tie_word_embeddings"] ?? false) as boolean,
    initializerRange: number("initializer_range", 0.02),
  });
}

/** Token ids that a saved model's generation starts and stops with. */
export interface GenerationIds {
  /** Begins a text. */
  bosTokenId?: number;
  /** Each ends a text. */
  eosTokenIds?: readonly number[];
  /** Fills rows up. */
  padTokenId?: number;
}

/** The `config.json` that transformers reads back to the same model. */
export function toConfigJson(config: LlamaConfig, dtype: string, ids: GenerationIds = {}): object {
  const { ropeScaling } = config;
  return {
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    dtype,
    torch_dtype: dtype,
    vocab_size: config.vocabSize,
    hidden_size: config.hiddenSize,
    intermediate_size: config.intermediateSize,
    num_hidden_layers: config.numLayers,
    num_attention_heads: config.numHeads,
    num_key_value_heads: config.numKeyValueHeads,
    head_dim: config.headDim,
    max_position_embeddings: config.maxPositions,
    rope_theta: config.ropeTheta,
    rope_scaling: ropeScaling
      ? {
          rope_type: "llama3",
          factor: ropeScaling.factor,
          low_freq_factor: ropeScaling.lowFrequencyFactor,
          high_freq_factor: ropeScaling.highFrequencyFactor,
          original_max_position_embeddings: ropeScaling.originalMaxPositions,
        }
      : null,
    rms_norm_eps: config.rmsNormEpsilon,
    tie_word_embeddings: config.tieWordEmbeddings,
    initializer_range: config.initializerRange,
    hidden_act: "silu",
    attention_bias: false,
    mlp_bias: false,
    ...toGenerationJson(ids),
  };
}

/** The fields of `generation_config.json` that are about token ids. */
export function toGenerationJson({ bosTokenId, eosTokenIds, padTokenId }: GenerationIds): object {
  return {
    bos_token_id: bosTokenId ?? null,
    eos_token_id: eosTokenIds ?? null,
    pad_token_id: padTokenId ?? null,
  };
}

function parseRopeScaling(rope: Record<string, unknown>): Llama3RopeScaling | undefined {
  const type = rope["rope_type"] ?? rope["type"] ?? "default";
  if (type === "default") return undefined;
  expectValue("rope_scaling.rope_type", type, ["default", "llama3"]);
  return {
    type: "llama3",
    factor: rope["factor"] as number,
    lowFrequencyFactor: rope["low_freq_factor"] as number,
    highFrequencyFactor: rope["high_freq_factor"] as number,
    originalMaxPositions: rope["original_max_position_embeddings"] as number,
  };
}

function asRecord(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new LlamaConfigError(field, value, "a JSON object");
  }
  return value as Record<string, unknown>;
}

function checkFamily(modelType: unknown): void {
  if (modelType === "llama" || modelType === "mistral") return;
  const isKnown = typeof modelType === "string" && Object.hasOwn(otherFamilies, modelType);
  const reason = isKnown ? ` (${otherFamilies[modelType]})` : "";
  throw new LlamaConfigError(
    "model_type",
    modelType,
    `a model of the Llama family, "llama" or "mistral"${reason}`,
  );
}

function expectValue(field: string, value: unknown, supported: readonly unknown[]): void {
  if (!supported.includes(value)) {
    throw new LlamaConfigError(
      field,
      value,
      `a model with ${supported.map((one) => JSON.stringify(one)).join(" or ")}`,
    );
  }
}

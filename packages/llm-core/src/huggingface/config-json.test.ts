import { describe, expect, it } from "vitest";
import { llamaConfig, LlamaConfigError } from "../model/config.ts";
import { parseConfigJson, toConfigJson } from "./config-json.ts";

/** As Meta publishes it with Llama-3.2-1B-Instruct. */
const llama1b = {
  architectures: ["LlamaForCausalLM"],
  attention_bias: false,
  attention_dropout: 0.0,
  bos_token_id: 128000,
  eos_token_id: [128001, 128008, 128009],
  head_dim: 64,
  hidden_act: "silu",
  hidden_size: 2048,
  initializer_range: 0.02,
  intermediate_size: 8192,
  max_position_embeddings: 131072,
  mlp_bias: false,
  model_type: "llama",
  num_attention_heads: 32,
  num_hidden_layers: 16,
  num_key_value_heads: 8,
  rms_norm_eps: 1e-5,
  rope_scaling: {
    factor: 32.0,
    high_freq_factor: 4.0,
    low_freq_factor: 1.0,
    original_max_position_embeddings: 8192,
    rope_type: "llama3",
  },
  rope_theta: 500000.0,
  tie_word_embeddings: true,
  vocab_size: 128256,
};

describe("unit: config.json", () => {
  it("of Llama 3.2 1B is the preset", () => {
    expect(parseConfigJson(llama1b)).toEqual(llamaConfig("llama-3.2-1b"));
  });

  it("gets transformers' defaults for what it leaves out", () => {
    const minimal = {
      model_type: "llama",
      vocab_size: 10,
      hidden_size: 8,
      intermediate_size: 6,
      num_hidden_layers: 1,
      num_attention_heads: 2,
    };
    expect(parseConfigJson(minimal)).toEqual({
      vocabSize: 10,
      hiddenSize: 8,
      intermediateSize: 6,
      numLayers: 1,
      numHeads: 2,
      numKeyValueHeads: 2,
      headDim: 4,
      maxPositions: 2048,
      ropeTheta: 10000,
      rmsNormEpsilon: 1e-6,
      tieWordEmbeddings: false,
      initializerRange: 0.02,
    });
  });

  it.each<["tinyllama-1.1b" | "smollm2-135m", object]>([
    [
      "tinyllama-1.1b",
      { hidden_size: 2048, intermediate_size: 5632, num_hidden_layers: 22, num_attention_heads: 32 },
    ],
    [
      "smollm2-135m",
      { hidden_size: 576, intermediate_size: 1536, num_hidden_layers: 30, num_attention_heads: 9 },
    ],
  ])("as %s publishes it, with fields of no concern, is the preset", (preset, shape) => {
    const isTiny = preset === "tinyllama-1.1b";
    const published = {
      architectures: ["LlamaForCausalLM"],
      attention_bias: false,
      hidden_act: "silu",
      initializer_range: isTiny ? 0.02 : 0.041666666666666664,
      max_position_embeddings: isTiny ? 2048 : 8192,
      model_type: "llama",
      num_key_value_heads: isTiny ? 4 : 3,
      pretraining_tp: 1,
      rms_norm_eps: 1e-5,
      rope_scaling: null,
      rope_theta: isTiny ? 10000 : 100000,
      tie_word_embeddings: !isTiny,
      torch_dtype: "bfloat16",
      use_cache: true,
      vocab_size: isTiny ? 32000 : 49152,
      ...shape,
      ...(isTiny ? {} : { is_llama_config: true, rope_interleaved: false }),
    };
    expect(parseConfigJson(published)).toEqual(llamaConfig(preset));
  });

  it("of a Mistral without a sliding window is read, one with a window is not", () => {
    const mistral = { ...llama1b, model_type: "mistral", rope_scaling: null };
    expect(parseConfigJson({ ...mistral, sliding_window: null })).toEqual(
      parseConfigJson({ ...llama1b, rope_scaling: null }),
    );
    for (const window of [4096, undefined]) {
      expect(() => parseConfigJson({ ...mistral, sliding_window: window })).toThrow(/sliding_window/);
    }
  });

  it("of another family is refused with the reason", () => {
    expect(() => parseConfigJson({ ...llama1b, model_type: "qwen2" })).toThrow(
      'model_type is "qwen2"; give a model of the Llama family, "llama" or "mistral" (its queries, keys and values have biases)',
    );
  });

  it.each([
    "tiny",
    "llama-3.2-1b",
    "llama-3.2-3b",
    "llama-3.1-8b",
    "smollm2-135m",
    "smollm2-360m",
    "tinyllama-1.1b",
  ] as const)("of %s comes back as it was", (preset) => {
    const config = llamaConfig(preset);
    expect(parseConfigJson(toConfigJson(config, "float32"))).toEqual(config);
  });

  it.each<[string, object]>([
    ["model_type", { model_type: "gemma" }],
    ["model_type", { model_type: "toString" }],
    ["quantization_config", { quantization_config: { quant_method: "gptq" } }],
    ["hidden_act", { hidden_act: "gelu" }],
    ["attention_bias", { attention_bias: true }],
    ["rope_scaling.rope_type", { rope_scaling: { ...llama1b.rope_scaling, rope_type: "yarn" } }],
    ["ropeScaling.factor", { rope_scaling: { ...llama1b.rope_scaling, factor: undefined } }],
    ["hidden_size", { hidden_size: "2048" }],
    ["vocabSize", { vocab_size: -1 }],
    ["tieWordEmbeddings", { tie_word_embeddings: "yes" }],
  ])("with an unusable %s is refused by that name", (field, change) => {
    try {
      parseConfigJson({ ...llama1b, ...change });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(LlamaConfigError);
      expect((error as LlamaConfigError).field).toBe(field);
    }
  });
});

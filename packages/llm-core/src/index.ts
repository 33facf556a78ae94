export { checkLlamaConfig, llamaConfig, LlamaConfigError } from "./model/config.ts";
export type { Llama3RopeScaling, LlamaConfig, LlamaPreset } from "./model/config.ts";
export { createLlama } from "./model/create-llama.ts";
export { KeyValueCache } from "./model/key-value-cache.ts";
export { Llama, LlamaInputError, LlamaWeightsError } from "./model/llama.ts";
export type { LlamaForwardOptions } from "./model/llama.ts";

export { createGeminiProvider } from "./gemini-provider.ts";
export type { GeminiProviderOptions } from "./gemini-provider.ts";
export { createGeminiBatchProvider } from "./gemini-batch-provider.ts";
export type { GeminiBatchProviderOptions } from "./gemini-batch-provider.ts";
export type { GeminiClient } from "./gemini-client.ts";

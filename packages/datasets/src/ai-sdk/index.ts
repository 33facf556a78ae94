export { createLanguageModelProvider } from "./language-model-provider.ts";
export type { LanguageModelProviderOptions } from "./language-model-provider.ts";
export { createOpenAiCompatibleProvider } from "./open-ai-compatible-provider.ts";
export type { OpenAiCompatibleProviderOptions } from "./open-ai-compatible-provider.ts";

import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { DialogueProvider } from "../synthesis/provider/dialogue-provider.ts";
import { createLanguageModelProvider } from "./language-model-provider.ts";
import type { LanguageModelProviderOptions } from "./language-model-provider.ts";

/** Where a server with OpenAI's interface is. */
export interface OpenAiCompatibleProviderOptions
  extends Omit<LanguageModelProviderOptions, "model" | "secrets"> {
  /** For example "http://localhost:11434/v1" (Ollama), ":8000/v1" (vLLM), ":1234/v1" (LM Studio). */
  baseUrl: string;
  /** The model's name at that server. */
  model: string;
  /** Gives the key, asked for at every call; absent for servers that want none. */
  apiKey?: () => string | Promise<string>;
  /** Whether the server keeps to a JSON schema; else it is asked for JSON. @default true */
  structuredOutput?: boolean;
}

/** A provider for any server with OpenAI's chat interface: vLLM, Ollama, LM Studio and the hosted ones. */
export function createOpenAiCompatibleProvider(options: OpenAiCompatibleProviderOptions): DialogueProvider {
  const { baseUrl, model, apiKey, structuredOutput = true, ...rest } = options;
  const used = new Set<string>();
  const server = createOpenAICompatible({
    name: "openai-compatible",
    baseURL: baseUrl,
    supportsStructuredOutputs: structuredOutput,
    fetch: async (input, init) => {
      const key = await apiKey?.();
      if (key === undefined) return fetch(input, init);
      used.add(key);
      const headers = new Headers(init?.headers);
      headers.set("Authorization", `Bearer ${key}`);
      return fetch(input, { ...init, headers });
    },
  });
  return createLanguageModelProvider({ ...rest, model: server(model), secrets: () => [...used] });
}

import { createSimulatorProvider } from "@talkplay/datasets";
import type { DialogueProvider } from "@talkplay/datasets";
import { createOpenAiCompatibleProvider } from "@talkplay/datasets/ai-sdk";

/** What coordinator and workers say of the model, both the same. */
export interface ProviderOptions {
  /** Of an OpenAI-compatible server; the offline simulator without one. */
  baseUrl?: string;
  model: string;
  /** Name of the environment variable that holds the key. */
  apiKeyEnv?: string;
  /** Whether the server honours Idempotency-Key headers. */
  idempotent?: boolean;
  inputPrice: number;
  outputPrice: number;
}

/** @throws {RangeError} if the variable of the key is not set. */
export function openProvider(options: ProviderOptions): DialogueProvider {
  const { baseUrl, model, apiKeyEnv, idempotent } = options;
  if (baseUrl === undefined) return createSimulatorProvider({ seed: 1 });
  const price = { inputPerMillion: options.inputPrice, outputPerMillion: options.outputPrice };
  const key = apiKeyEnv === undefined ? undefined : process.env[apiKeyEnv];
  if (apiKeyEnv !== undefined && !key)
    throw new RangeError(`The environment variable ${apiKeyEnv} is not set.`);
  if (!key) return createOpenAiCompatibleProvider({ baseUrl, model, price, idempotent });
  const provider = createOpenAiCompatibleProvider({ baseUrl, model, price, idempotent, apiKey: () => key });
  // The coordinator makes no call itself, and is to know the key nevertheless: to keep it out of what it writes.
  return { ...provider, secrets: () => [key] };
}

import type { DialogueProvider, TokenPrice } from "../synthesis/provider/dialogue-provider.ts";
import { providerErrorFrom } from "../synthesis/provider/provider-error-from.ts";
import type { GeminiClient } from "./gemini-client.ts";
import { geminiAnswer, geminiRequest } from "./gemini-request.ts";

/** How Gemini is asked. */
export interface GeminiProviderOptions {
  /** `new GoogleGenAI({ apiKey })`. */
  client: GeminiClient;
  /** Name of the model. The paper used gemini-1.5-flash-002. */
  model: string;
  /** Of the model, in any one currency. */
  price: TokenPrice;
  /** @default 4000, thinking included */
  maximumOutputTokens?: number;
  /** @default 1 */
  temperature?: number;
  /** Values to be kept out of the ledger, errors and reports; environment variables named as secrets are anyway. */
  secrets?: () => readonly string[];
}

/**
 * Gemini, one call a conversation. Its interface has no idempotency key: after a crash the calls that were out are
 * paid again (or held, see `inDoubt`). The batch provider loses nothing and costs half.
 */
export function createGeminiProvider(options: GeminiProviderOptions): DialogueProvider {
  const { client, model, price, maximumOutputTokens = 4000, temperature = 1, secrets } = options;
  return {
    model,
    delivery: "at-least-once",
    price,
    maximumOutputTokens,
    secrets,
    async complete({ requests }, { signal }) {
      return Promise.all(
        requests.map(async (request) => {
          const parameters = geminiRequest({ model, request, maximumOutputTokens, temperature });
          try {
            return geminiAnswer(
              await client.models.generateContent({
                ...parameters,
                config: { ...parameters.config, abortSignal: signal },
              }),
            );
          } catch (error) {
            throw providerErrorFrom(error);
          }
        }),
      );
    },
  };
}

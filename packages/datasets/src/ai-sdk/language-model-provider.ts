import { generateText, jsonSchema, Output } from "ai";
import type { LanguageModel } from "ai";
import type { DialogueProvider, TokenPrice } from "../synthesis/provider/dialogue-provider.ts";
import { providerErrorFrom } from "../synthesis/provider/provider-error-from.ts";

/** How a model of the AI SDK is asked. */
export interface LanguageModelProviderOptions {
  /** A model of any of the AI SDK's providers. */
  model: LanguageModel;
  /** Of the model, in any one currency; local models: zeros. */
  price: TokenPrice;
  /** @default 2000 */
  maximumOutputTokens?: number;
  /** @default 1 */
  temperature?: number;
  /**
   * Whether the service answers a repeated `Idempotency-Key` header with its first answer, uncharged. Every call
   * carries the header; few services honour it: say so only if yours does. @default false
   */
  idempotent?: boolean;
  /** Values to be kept out of the ledger, errors and reports; environment variables named as secrets are anyway. */
  secrets?: () => readonly string[];
}

/**
 * A provider for any model of the AI SDK (`ai` and the model's package are optional peer dependencies). The answer's
 * JSON schema goes along for models that have structured output; the text is taken as it comes and validated later, so
 * that an answer is recorded even when it breaks the schema.
 */
export function createLanguageModelProvider(options: LanguageModelProviderOptions): DialogueProvider {
  const { model, price, maximumOutputTokens = 2000, temperature = 1, idempotent = false, secrets } = options;
  return {
    model: typeof model === "string" ? model : model.modelId,
    delivery: idempotent ? "exactly-once" : "at-least-once",
    price,
    maximumOutputTokens,
    secrets,
    async complete({ id, requests }, { signal }) {
      return Promise.all(
        requests.map(async ({ prompt: { system, user, schema } }) => {
          const output = {
            ...Output.object({ schema: jsonSchema(schema), name: "conversation" }),
            parseCompleteOutput: async ({ text }: { text: string }) => text,
          };
          try {
            const { text, usage, finishReason } = await generateText({
              model,
              system,
              prompt: user,
              output,
              temperature,
              maxOutputTokens: maximumOutputTokens,
              maxRetries: 0,
              headers: { "Idempotency-Key": id },
              abortSignal: signal,
            });
            const { inputTokens = 0, outputTokens = 0 } = usage;
            return { text, inputTokens, outputTokens, finishReason };
          } catch (error) {
            throw providerErrorFrom(error);
          }
        }),
      );
    },
  };
}
